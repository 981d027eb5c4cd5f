using Npgsql;

namespace Features.Tests.Support;

/// <summary>Reads the database directly, with the rows of all users, over its own connections.</summary>
internal sealed class Behind(string connectionString) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _pool = PostgresFixture.Pool(PostgresFixture.ForEveryTenant(connectionString), 12);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The single value of a query.</summary>
    public async Task<T> AskAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        return (T)(await command.ExecuteScalarAsync(Token))!;
    }

    public async Task<List<T>> ListAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var rows = new List<T>();
        while (await reader.ReadAsync(Token))
            rows.Add(reader.GetFieldValue<T>(0));
        return rows;
    }

    public async Task<int> ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(Token);
    }

    /// <summary>Locks a user's stream in another transaction, until disposed.</summary>
    public async Task<HeldStream> HoldAsync(string user) => await HeldStream.TakeAsync(_pool, user, Token);

    /// <summary>Waits until this number of connections wait for a lock in this database.</summary>
    public Task WaitsAsync(long connections) => Eventually.HoldsAsync($"{connections} connections wait for a lock", async () => connections == await AskAsync<long>(
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"));

    /// <summary>Locks a table in another transaction, until disposed.</summary>
    public async Task<IAsyncDisposable> LockAsync(string table, string mode)
    {
        // Not pooled: closing it ends the transaction.
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand($"begin; lock table {table} in {mode} mode", connection);
        await command.ExecuteNonQueryAsync(Token);
        return connection;
    }

    /// <summary>Lets every later statement of a kind on a table take longer.</summary>
    public Task<int> SlowDownAsync(string statement, string table, int seconds) => ExecuteAsync($"""
        create function slow() returns trigger language plpgsql as 'begin perform pg_sleep({seconds}); return null; end';
        create trigger slow after {statement} on {table} for each statement execute function slow()
        """);

    /// <summary>Inserts a user's stream, without events, in another transaction, which is committed when disposed.</summary>
    public async Task<IAsyncDisposable> StartStreamAsync(string user)
    {
        var connection = await _pool.OpenConnectionAsync(Token);
        await using var command = new NpgsqlCommand("insert into mt_streams (tenant_id, id, version, type) values ($1, $1, 0, 'user_stats')", connection)
        {
            Parameters = { new() { Value = user } },
        };
        var transaction = await connection.BeginTransactionAsync(Token);
        await command.ExecuteNonQueryAsync(Token);
        return new Commit(connection, transaction);
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private sealed class Commit(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.CommitAsync(Token);
            await connection.DisposeAsync();
        }
    }

    private NpgsqlCommand Command(string sql, object[] parameters)
    {
        var command = _pool.CreateCommand(sql);
        foreach (var value in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
