using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chat.EmbeddedPostgres;

namespace Chat.Host.Startup;

/// <summary>The database of Development: started before the service, stopped after its last call.</summary>
/// <remarks>With a connection string, <c>Chat.EmbeddedPostgres</c> is not loaded: only a method that is not inlined names its types.</remarks>
internal sealed class EmbeddedDatabase : IAsyncDisposable
{
    private readonly ILoggerFactory _loggers;
    private readonly IAsyncDisposable _server;

    private EmbeddedDatabase(ILoggerFactory loggers, IAsyncDisposable server) => (_loggers, _server) = (loggers, server);

    /// <summary>Checks the connection string; without one, starts Postgres and configures its own. Development only.</summary>
    /// <remarks>With <c>mayJoin</c>, uses the database of a service that already runs on this data directory.</remarks>
    /// <exception cref="StartupException">There is no usable connection string.</exception>
    /// <exception cref="IOException">Postgres cannot run here.</exception>
    public static async Task<EmbeddedDatabase?> StartWhereNoneIsGivenAsync(WebApplicationBuilder builder, bool mayJoin = false)
    {
        if (IsGiven(builder.Configuration.GetConnectionString("Chat")))
            return null;
        if (!builder.Environment.IsDevelopment())
            throw new StartupException("ConnectionStrings__Chat is not set; outside Development it must name a PostgreSQL database.");
        return await StartAsync(builder, mayJoin);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _loggers.Dispose();
    }

    private static bool IsGiven(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            return false;
        try
        {
            if (!string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Host))
                return true;
        }
        catch (ArgumentException)
        {
            // Thrown below, without the exception: it may quote a password.
        }
        throw new StartupException("ConnectionStrings__Chat can't be read; it must look like Host=…;Username=…;Password=…;Database=….");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<EmbeddedDatabase?> StartAsync(WebApplicationBuilder builder, bool mayJoin)
    {
        // The host does not handle signals yet, and a half-created Postgres must not be left running.
        using var stopping = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        var folders = Folders.In(builder);
        var options = new EmbeddedPostgresOptions
        {
            DataDirectory = Path.Combine(folders.Data, "postgres"),
            CacheDirectory = folders.Cache,
            BinDirectory = folders.PostgresBin,
        };
        var loggers = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
        PostgresServer? server = null;
        try
        {
            if (!mayJoin || await PostgresServer.FindRunningAsync(options) is not { } connectionString)
            {
                server = await PostgresServer.StartAsync(options, loggers.CreateLogger<EmbeddedDatabase>(), stopping.Token);
                connectionString = server.ConnectionString;
            }
            builder.Configuration["ConnectionStrings:Chat"] = connectionString;
            return server is null ? null : new EmbeddedDatabase(loggers, server);
        }
        finally
        {
            if (server is null)
                loggers.Dispose(); // Flushes the log.
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }
}
