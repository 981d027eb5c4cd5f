using Weasel.Postgresql.Tables;

namespace Chat.Host.Storage;

/// <summary>Applies the schema under a lock, so that several hosts may start at once.</summary>
internal sealed partial class SchemaUpdate(
    NpgsqlDataSource pool, IDocumentStore store, Takeover takeover, RowSecurity security, ILogger<SchemaUpdate> logger) : IHostedService
{
    private const long Lock = 0x6368_6174_6368_616e; // Any number, the same for all hosts.

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Waits up to a minute for the database.</summary>
    /// <exception cref="StartupException">The database was not reached, or a table has no row-level security.</exception>
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

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Adds what is missing and drops nothing. After an interruption the next call completes it.</summary>
    /// <exception cref="StartupException">A table has no row-level security, or the database is too old.</exception>
    public async Task ApplyAsync(CancellationToken token)
    {
        await using var connection = await pool.OpenConnectionAsync(token);
        // A session lock, not a transaction's: Marten applies its tables on other connections.
        await RunAsync(connection, "set lock_timeout = 0", token);
        await RunAsync(connection, $"select pg_advisory_lock({Lock})", token);
        try
        {
            await takeover.RunAsync(connection, token);
            // Otherwise Marten drops columns and indexes that a later version added.
            foreach (var table in store.Storage.Database.AllObjects().OfType<Table>())
                table.AddOnlyMigrations = true;
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
            await SearchTables.FillBacklogAsync(connection, token);
            await security.AssertAsync(connection, token);
        }
        finally
        {
            await RunAsync(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
            await RunAsync(connection, "reset lock_timeout", CancellationToken.None);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 }; // Another host may hold the lock for long.
        await command.ExecuteNonQueryAsync(token);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the database: {Reason}")]
    private partial void LogWaiting(string reason);
}
