using Chat.Features.Shared.Users;
using Chat.Host.Errors;
using Chat.Host.Startup;
using Npgsql;

namespace Chat.Host.Storage;

/// <summary>Brings the schema of the database to that of this version, under a lock, so that any number of hosts may start at once.</summary>
internal sealed partial class SchemaUpdate(NpgsqlDataSource pool, IDocumentStore store, RowSecurity security, ILogger<SchemaUpdate> logger) : IHostedService
{
    // Any number will do, as long as all hosts take the same.
    private const long Lock = 0x6368_6174_6368_616e;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Applies the schema before the first call is taken, waiting for a database that is not up yet.</summary>
    /// <exception cref="StartupException">The database was not to be reached in time.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += BetweenTries)
        {
            try
            {
                await ApplyAsync(cancellationToken);
                return;
            }
            catch (Exception error) when (DatabaseOutage.IsBehind(error))
            {
                if (waited >= LongestWait)
                    throw new StartupException($"The database of ConnectionStrings__Chat can't be reached: {error.Message}");
                LogWaiting(error.Message);
                await Task.Delay(BetweenTries, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Applies what is missing, each change in a transaction of its own; cut off anywhere, the next call completes it.</summary>
    /// <returns>The changes applied now.</returns>
    public async Task<IReadOnlyList<SchemaChange>> ApplyAsync(CancellationToken token)
    {
        await using var connection = await pool.OpenConnectionAsync(token);
        // Of the connection, not of a transaction: the store applies its tables on connections of its own meanwhile.
        await RunAsync(connection, "set lock_timeout = 0", token);
        await RunAsync(connection, $"select pg_advisory_lock({Lock})", token);
        try
        {
            await RunAsync(connection, """
                create table if not exists chat_schema_changes (
                  number int primary key, name text not null, applied_at timestamptz not null default now())
                """, token);
            // Tables that exist are changed before the store looks at them; a new database gets its tables first.
            var isNew = await IsNewAsync(connection, token);
            if (isNew)
                await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
            var applied = await ApplyPendingAsync(connection, token);
            if (!isNew)
                await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
            await security.ProtectAtStartAsync(token);
            return applied;
        }
        finally
        {
            await RunAsync(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
            await RunAsync(connection, "reset lock_timeout", CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<SchemaChange>> ApplyPendingAsync(NpgsqlConnection connection, CancellationToken token)
    {
        var pending = await PendingAsync(connection, token);
        foreach (var change in pending)
        {
            await using var transaction = await connection.BeginTransactionAsync(token);
            await RunAsync(connection, $"set local {EveryTenant.Setting} = on", token);
            await RunAsync(connection, change.Sql, token);
            await using var record = new NpgsqlCommand("insert into chat_schema_changes (number, name) values ($1, $2)", connection)
            {
                Parameters = { new() { Value = change.Number }, new() { Value = change.Name } },
            };
            await record.ExecuteNonQueryAsync(token);
            await transaction.CommitAsync(token);
            LogApplied(change.Number, change.Name);
        }
        return pending;
    }

    private static async Task<IReadOnlyList<SchemaChange>> PendingAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("select number from chat_schema_changes", connection);
        var applied = new HashSet<int>();
        await using var reader = await command.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token))
            applied.Add(reader.GetInt32(0));
        return [.. SchemaChange.All.Where(change => !applied.Contains(change.Number))];
    }

    private static async Task<bool> IsNewAsync(NpgsqlConnection connection, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("select to_regclass('mt_streams') is null", connection);
        return (bool)(await command.ExecuteScalarAsync(token))!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        // A change may take as long as its tables are large, and the lock as long as another host's change.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(token);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the database: {Reason}")]
    private partial void LogWaiting(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied schema change {Number} {Name}")]
    private partial void LogApplied(int number, string name);
}
