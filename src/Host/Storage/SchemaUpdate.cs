using Weasel.Postgresql.Tables;

namespace Chat.Host.Storage;

/// <summary>Brings the schema of the database to that of this version, under a lock, so that any number of hosts may start at once.</summary>
internal sealed partial class SchemaUpdate(
    NpgsqlDataSource pool, IDocumentStore store, Takeover takeover, RowSecurity security, ILogger<SchemaUpdate> logger) : IHostedService
{
    // Any number will do, as long as all hosts take the same.
    private const long Lock = 0x6368_6174_6368_616e;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Applies the schema before the first call is taken, waiting for a database that is not up yet.</summary>
    /// <exception cref="StartupException">The database was not to be reached in time, or a table would be left open.</exception>
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

    /// <summary>Applies what is missing and takes nothing away; cut off anywhere, the next call completes it.</summary>
    /// <exception cref="StartupException">A table would be left open, or the database is of a version that is not taken over.</exception>
    public async Task ApplyAsync(CancellationToken token)
    {
        await using var connection = await pool.OpenConnectionAsync(token);
        // Of the connection, not of a transaction: the store applies its tables on connections of its own meanwhile.
        await RunAsync(connection, "set lock_timeout = 0", token);
        await RunAsync(connection, $"select pg_advisory_lock({Lock})", token);
        try
        {
            await takeover.RunAsync(connection, token);
            // Left to itself the store drops columns and indexes that it does not declare: those of a later version, with what is in them.
            foreach (var table in store.Storage.Database.AllObjects().OfType<Table>())
                table.AddOnlyMigrations = true;
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
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
        // The lock may take as long as another host's change.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(token);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the database: {Reason}")]
    private partial void LogWaiting(string reason);
}
