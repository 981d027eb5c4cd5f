namespace Chat.Host.Storage;

/// <summary>Checks the database every second over its own connection, and resets the pool after a restart, a fail-over or a hang.</summary>
internal sealed partial class StorageWatch(string connectionString, ConnectionPool pool, ILoggerFactory loggers, ILogger<StorageWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1), BetweenTries = TimeSpan.FromMilliseconds(300);
    private readonly bool _hasSeveralHosts = new NpgsqlConnectionStringBuilder(connectionString).Host?.Contains(',', StringComparison.Ordinal) ?? false;
    private bool _isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var own = new ConnectionPool(connectionString + ";Pooling=false;Timeout=1", loggers, "chat watch");
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WatchAsync(own, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                own.LookAgain();
                LoseConnections(error);
            }
            await Task.Delay(BetweenTries, stoppingToken);
        }
    }

    private async Task WatchAsync(ConnectionPool own, CancellationToken token)
    {
        await using var connection = await own.Connections.OpenConnectionAsync(token);
        if (_isAway)
            LogBack();
        _isAway = false;
        while (true)
        {
            await using (var look = new NpgsqlCommand("select 1", connection) { CommandTimeout = 2 })
                await look.ExecuteNonQueryAsync(CancellationToken.None);
            if (_hasSeveralHosts)
                await LookAtPoolAsync(token);
            await Task.Delay(BetweenLooks, token);
        }
    }

    /// <summary>After one broken connection Npgsql avoids its host for minutes, and may find none.</summary>
    private async Task LookAtPoolAsync(CancellationToken token)
    {
        try
        {
            await using var connection = await pool.Connections.OpenConnectionAsync(token);
        }
        catch (NpgsqlException)
        {
            pool.LookAgain();
        }
    }

    private void LoseConnections(Exception error)
    {
        // With too many connections, existing ones still work.
        if (error is not PostgresException { SqlState: PostgresErrorCodes.TooManyConnections })
            pool.Reset();
        if (!_isAway)
            LogAway(error is PostgresException refused ? $"SQLSTATE {refused.SqlState}" : error.Message);
        _isAway = true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database answers again")]
    private partial void LogBack();
}
