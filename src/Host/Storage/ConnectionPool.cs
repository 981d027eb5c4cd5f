using Npgsql;

namespace Chat.Host.Storage;

/// <summary>The one pool of connections to the database.</summary>
internal static class ConnectionPool
{
    /// <summary>Opens no connection yet. What the connection string names stays as it is; the rest are the defaults of the service.</summary>
    public static NpgsqlDataSource Create(string connectionString, ILoggerFactory loggers)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "chat",
            // Every statement of the service is one of a few dozen texts: prepare them all, from their second use.
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            // Sessions change no state of a connection, so there is nothing to reset before its next use.
            NoResetOnClose = true,
            IncludeFailedBatchedCommand = true,
            // Details quote rows, and rows are private.
            IncludeErrorDetail = false,
        };
        if (!settings.ShouldSerialize("Timeout"))
            settings.Timeout = 4;
        if (!settings.ShouldSerialize("Maximum Pool Size"))
            settings.MaxPoolSize = 40;
        if (!settings.ShouldSerialize("Keepalive"))
            settings.KeepAlive = 30;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).UseLoggerFactory(loggers).Build();
    }
}
