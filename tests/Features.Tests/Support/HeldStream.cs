using Npgsql;

namespace Features.Tests.Support;

/// <summary>Another transaction that holds the lock of a user's stream.</summary>
internal sealed class HeldStream : IAsyncDisposable
{
    private readonly NpgsqlDataSource _pool;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private HeldStream(NpgsqlDataSource pool, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_pool, _connection, _transaction) = (pool, connection, transaction);

    public static async Task<HeldStream> TakeAsync(NpgsqlDataSource pool, string user, CancellationToken token)
    {
        var connection = await pool.OpenConnectionAsync(token);
        var transaction = await connection.BeginTransactionAsync(token);
        // For as long as the test needs: without the service's time-outs.
        await using (var patience = new NpgsqlCommand("set local idle_in_transaction_session_timeout = 0", connection))
            await patience.ExecuteNonQueryAsync(token);
        await using var command = new NpgsqlCommand("select version from mt_streams where tenant_id = $1 and id = $1 for update", connection)
        {
            Parameters = { new() { Value = user } },
        };
        (await command.ExecuteScalarAsync(token)).ShouldNotBeNull("the stream to hold must be there");
        return new HeldStream(pool, connection, transaction);
    }

    /// <summary>The number of connections that wait for this one.</summary>
    public async Task<long> WaitersAsync()
    {
        await using var command = _pool.CreateCommand("select count(*) from pg_stat_activity where $1 = any(pg_blocking_pids(pid))");
        command.Parameters.Add(new NpgsqlParameter { Value = _connection.ProcessID });
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Waits until a call waits for the lock.</summary>
    public Task SomebodyWaitsAsync() => Eventually.HoldsAsync("a call waits for the stream", async () => await WaitersAsync() > 0);

    /// <summary>Releases the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
