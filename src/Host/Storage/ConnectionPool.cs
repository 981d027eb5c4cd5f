namespace Chat.Host.Storage;

/// <summary>The one pool of connections to the database, which may have several hosts. Opens none before it is asked.</summary>
/// <remarks>What the connection string names stays as it is; the rest are the defaults of the service (docs/adr/0010-faults-and-time-outs.md).</remarks>
internal sealed class ConnectionPool : IAsyncDisposable
{
    // A lock of a user's stream that is not to be had, and a host that stopped in the middle of a transaction.
    private const string ServerTimeouts = "-c lock_timeout=3000 -c idle_in_transaction_session_timeout=3000";

    // Seconds, but for the cancellation: milliseconds.
    private const string Defaults = "Timeout=2;Cancellation Timeout=200;Host Recheck Seconds=600;Maximum Pool Size=40;Keepalive=30;";

    // The policies read the tenant from a setting that must exist: a connection that names none sees no row.
    private static readonly string NoTenant = $"-c {CrossTenantQueries.TenantSetting}=";

    private readonly NpgsqlDataSource _hosts;

    public ConnectionPool(string connectionString, ILoggerFactory loggers, string name = "chat")
    {
        var settings = WithDefaults(connectionString);
        if (!settings.Host!.Contains(',', StringComparison.Ordinal))
        {
            var builder = BuilderOf(settings, loggers);
            // For metrics, which carry the connection string otherwise. Of several hosts, each needs a name of its own.
            builder.Name = name;
            _hosts = Connections = builder.Build();
            return;
        }

        // Only a host that takes writes will do, unless the connection string wants it otherwise.
        var wanted = ParsedOrReadWrite(settings.TargetSessionAttributes);
        MayMeetStandby = wanted is not (TargetSessionAttributes.ReadWrite or TargetSessionAttributes.Primary);
        settings.TargetSessionAttributes = null;
        var hosts = BuilderOf(settings, loggers).BuildMultiHost();
        (_hosts, Connections) = (hosts, hosts.WithTargetSession(wanted));
    }

    /// <summary>Whether one connection may know less than another did before: what a standby answers lags behind.</summary>
    public bool MayMeetStandby { get; }

    /// <summary>Where connections are taken from.</summary>
    public NpgsqlDataSource Connections { get; }

    /// <summary>Lets go of idle connections, now, and of those in use when they come back; looks at all hosts anew.</summary>
    public void Reset()
    {
        _hosts.Clear();
        LookAgain();
    }

    /// <summary>Forgets which of several hosts is away and which takes writes.</summary>
    public void LookAgain() => (_hosts as NpgsqlMultiHostDataSource)?.ClearDatabaseStates();

    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    private static NpgsqlDataSourceBuilder BuilderOf(NpgsqlConnectionStringBuilder settings, ILoggerFactory loggers) =>
        new NpgsqlDataSourceBuilder(settings.ConnectionString)
            .UseLoggerFactory(loggers)
            // A statement is a part of a trace: those that nobody asked for, of the watch above all, make none of their own.
            .ConfigureTracing(tracing => tracing
                .ConfigureCommandFilter(_ => Activity.Current is not null)
                .ConfigureBatchFilter(_ => Activity.Current is not null)
                .EnablePhysicalOpenTracing(false)
                .EnableFirstResponseEvent(false));

    private static TargetSessionAttributes ParsedOrReadWrite(string? wanted) =>
        wanted is null ? TargetSessionAttributes.ReadWrite : Enum.Parse<TargetSessionAttributes>(wanted.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static NpgsqlConnectionStringBuilder WithDefaults(string connectionString)
    {
        // The last mention of a setting counts, so that what was given wins.
        var settings = new NpgsqlConnectionStringBuilder(Defaults + connectionString)
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
        settings.Options = $"{ServerTimeouts} {NoTenant} {settings.Options}".TrimEnd();
        return settings;
    }
}
