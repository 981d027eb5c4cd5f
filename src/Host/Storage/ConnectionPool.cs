namespace Chat.Host.Storage;

/// <summary>The pool of connections to a database on one or several hosts. The connection string overrides the defaults here.</summary>
/// <remarks>Reasons: docs/adr/0010-faults-and-time-outs.md.</remarks>
internal sealed class ConnectionPool : IAsyncDisposable
{
    // Milliseconds: for a locked stream, and for a host that stopped within a transaction.
    private const string ServerTimeouts = "-c lock_timeout=3000 -c idle_in_transaction_session_timeout=3000";

    /// <summary>Seconds for a statement: longer than the deadline of any call, which cancels statements without blocking a thread; this time-out blocks one.</summary>
    public const int CommandTimeout = 150;

    // Seconds; the cancellation time-out is in milliseconds.
    private static readonly string Defaults =
        $"Timeout=2;Command Timeout={CommandTimeout};Cancellation Timeout=200;Host Recheck Seconds=600;Maximum Pool Size=40;Keepalive=30;";

    // The policies need this setting; a connection without a tenant sees no rows.
    private static readonly string NoTenant = $"-c {CrossTenantQueries.TenantSetting}=";

    // Tells the triggers of SearchTables that this host keeps the index of words.
    private const string KeepsIndex = $"-c {SearchTables.WriterSetting}=on";

    private readonly NpgsqlDataSource _hosts;

    public ConnectionPool(string connectionString, ILoggerFactory loggers, string name = "chat")
    {
        var settings = WithDefaults(connectionString);
        if (!settings.Host!.Contains(',', StringComparison.Ordinal))
        {
            var builder = BuilderOf(settings, loggers);
            builder.Name = name; // In metrics, instead of the connection string. Several hosts need different names.
            _hosts = Connections = builder.Build();
            return;
        }
        var wanted = ParsedOrReadWrite(settings.TargetSessionAttributes);
        MayMeetStandby = wanted is not (TargetSessionAttributes.ReadWrite or TargetSessionAttributes.Primary);
        settings.TargetSessionAttributes = null;
        var hosts = BuilderOf(settings, loggers).BuildMultiHost();
        (_hosts, Connections) = (hosts, hosts.WithTargetSession(wanted));
    }

    /// <summary>Whether a connection may lead to a standby, which lags behind.</summary>
    public bool MayMeetStandby { get; }

    public NpgsqlDataSource Connections { get; }

    /// <summary>Closes idle connections now, and those in use when they return.</summary>
    public void Reset()
    {
        _hosts.Clear();
        LookAgain();
    }

    /// <summary>Forgets the cached state of several hosts.</summary>
    public void LookAgain() => (_hosts as NpgsqlMultiHostDataSource)?.ClearDatabaseStates();

    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    private static NpgsqlDataSourceBuilder BuilderOf(NpgsqlConnectionStringBuilder settings, ILoggerFactory loggers) =>
        new NpgsqlDataSourceBuilder(settings.ConnectionString)
            .UseLoggerFactory(loggers)
            // Background statements start no traces.
            .ConfigureTracing(tracing => tracing
                .ConfigureCommandFilter(_ => Activity.Current is not null)
                .ConfigureBatchFilter(_ => Activity.Current is not null)
                .EnablePhysicalOpenTracing(false)
                .EnableFirstResponseEvent(false));

    private static TargetSessionAttributes ParsedOrReadWrite(string? wanted) =>
        wanted is null ? TargetSessionAttributes.ReadWrite : Enum.Parse<TargetSessionAttributes>(wanted.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static NpgsqlConnectionStringBuilder WithDefaults(string connectionString)
    {
        // The last value of a setting counts.
        var settings = new NpgsqlConnectionStringBuilder(Defaults + connectionString)
        {
            ApplicationName = "chat",
            MaxAutoPrepare = 100, // The service has a few dozen statements.
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true, // Storage sessions change no connection state.
            IncludeFailedBatchedCommand = true,
            IncludeErrorDetail = false, // Details quote private rows.
        };
        settings.Options = $"{ServerTimeouts} {NoTenant} {KeepsIndex} {settings.Options}".TrimEnd();
        return settings;
    }
}
