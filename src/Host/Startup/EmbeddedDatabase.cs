using System.Runtime.InteropServices;
using Chat.EmbeddedPostgres;
using Chat.Host.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Chat.Host.Startup;

/// <summary>The database of a developer's machine: started before the service, stopped after its last call.</summary>
internal sealed class EmbeddedDatabase : IAsyncDisposable
{
    private readonly ILoggerFactory _loggers;
    private PostgresServer? _server;

    private EmbeddedDatabase(ILoggerFactory loggers) => _loggers = loggers;

    /// <summary>Checks the configured database's connection string; without one, starts Postgres and configures that. Development only.</summary>
    /// <exception cref="StartupException">There is no usable connection string.</exception>
    public static async Task<EmbeddedDatabase?> StartWhereNoneIsGivenAsync(WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString("Chat") is { } given && !string.IsNullOrWhiteSpace(given))
        {
            Check(given);
            return null;
        }

        if (!builder.Environment.IsDevelopment())
            throw new StartupException("ConnectionStrings__Chat is not set; outside Development it must name a PostgreSQL database.");

        var database = new EmbeddedDatabase(LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole()));
        try
        {
            await database.StartAsync(builder);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>For work beside a running service: uses the database that the service of this data directory runs, or starts it.</summary>
    /// <exception cref="StartupException">There is no usable connection string.</exception>
    public static async Task<EmbeddedDatabase?> StartOrJoinAsync(WebApplicationBuilder builder)
    {
        var isGiven = !string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString("Chat"));
        if (!isGiven && builder.Environment.IsDevelopment()
            && await PostgresServer.FindRunningAsync(Options(builder), NullLogger.Instance) is { } running)
        {
            builder.Configuration["ConnectionStrings:Chat"] = running;
            return null;
        }
        return await StartWhereNoneIsGivenAsync(builder);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _loggers.Dispose();
    }

    private static void Check(string connectionString)
    {
        try
        {
            if (!string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Host))
                return;
        }
        catch (ArgumentException)
        {
            // Said below: the exception may quote a password.
        }

        throw new StartupException("ConnectionStrings__Chat can't be read; it must look like Host=…;Username=…;Password=…;Database=….");
    }

    private static EmbeddedPostgresOptions Options(WebApplicationBuilder builder)
    {
        var folders = Folders.In(builder);
        return new EmbeddedPostgresOptions
        {
            DataDirectory = Path.Combine(folders.Data, "postgres"),
            CacheDirectory = folders.Cache,
            BinDirectory = folders.PostgresBin,
        };
    }

    private async Task StartAsync(WebApplicationBuilder builder)
    {
        // The host does not listen to signals yet, and a Postgres half made must not be left behind.
        using var stopping = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _server = await PostgresServer.StartAsync(Options(builder), _loggers.CreateLogger<EmbeddedDatabase>(), stopping.Token);
        builder.Configuration["ConnectionStrings:Chat"] = _server.ConnectionString;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }
}
