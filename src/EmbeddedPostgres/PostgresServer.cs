using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

/// <summary>A Postgres on 127.0.0.1 for Development and tests, which runs until it is disposed; its data survives.</summary>
/// <remarks><c>pg_ctl</c> detaches it from the terminal, so that Ctrl-C lets the host finish its calls first.</remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    private const int Attempts = 50;

    // The options come later and override these.
    private static readonly string[] s_settings =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", "shared_buffers=256MB",
        "wal_compression=on", "max_wal_size=2GB", "timezone=UTC", "log_timezone=UTC",
        // No user data in the log: no failed statements, no values of violated constraints.
        "log_min_error_statement=panic", "log_error_verbosity=terse",
    ];

    private readonly EmbeddedPostgresOptions _options;
    private readonly ILogger _logger;
    private readonly FileStream _lock;
    private Credentials _credentials = null!;

    private PostgresServer(EmbeddedPostgresOptions options, Cluster cluster, ILogger logger)
    {
        (_options, Cluster, _logger) = (options, cluster, logger);
        _lock = cluster.TryLock() ?? throw new EmbeddedPostgresException(
            $"The data directory {cluster.Folder} is in use by another process (pid {cluster.Owner}). Stop that one, "
            + "or name the database for a second host in ConnectionStrings__Chat.");
    }

    /// <summary>For the role <c>chat</c>, which owns its databases and has no other rights.</summary>
    public string ConnectionString => _credentials.ForApplication(Port);

    /// <summary>For the superuser, in tests.</summary>
    public string AdminConnectionString => _credentials.ForAdministrator(Port);

    /// <summary>The port on 127.0.0.1; the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>The process id of the postmaster.</summary>
    public int ProcessId => Cluster.Pid ?? throw new InvalidOperationException("Postgres is stopped.");

    /// <summary>The folder of <c>postgres</c>; npm's has no <c>psql</c> and no <c>pgbench</c>.</summary>
    public string BinDirectory => Binaries.Directory;

    /// <summary>The folder of the data, which for root may differ from the option.</summary>
    public string DataDirectory => Cluster.Folder;

    internal Cluster Cluster { get; }

    internal PostgresBinaries Binaries { get; private set; } = null!;

    /// <summary>Creates the cluster if there is none, starts Postgres and waits for it. Cancelled, it leaves nothing running.</summary>
    /// <exception cref="EmbeddedPostgresException">Postgres cannot run here.</exception>
    public static async Task<PostgresServer> StartAsync(EmbeddedPostgresOptions options, ILogger logger, CancellationToken token = default)
    {
        if (OperatingSystem.IsWindows())
            throw new EmbeddedPostgresException("The embedded Postgres runs on Linux and macOS. Here, give a database in ConnectionStrings__Chat.");
        var server = new PostgresServer(options, new Cluster(await ServerAccount.MakeFolderAsync(options.DataDirectory, token)), logger);
        try
        {
            await server.OpenAsync(token);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The connection string of a server that another process runs on the data directory; null if none does.</summary>
    public static async Task<string?> FindRunningAsync(EmbeddedPostgresOptions options, CancellationToken token = default)
    {
        var cluster = new Cluster(await ServerAccount.MakeFolderAsync(options.DataDirectory, token));
        await using var free = cluster.TryLock(); // A server without a lock was left by a killed host.
        return free is null && cluster.Port is { } port ? cluster.Credentials.ForApplication(port) : null;
    }

    /// <summary>Starts Postgres and waits until it accepts connections.</summary>
    public async Task StartAsync(CancellationToken token = default)
    {
        // Left by a killed Postgres; another program of the user may have its pid now.
        if (Cluster.Pid is null)
            File.Delete(Cluster.StateFile);
        for (var attempt = 1; ; attempt++)
        {
            var port = Port > 0 ? Port : FreePort();
            var logged = LogLines().Count();
            string[] arguments = ["start", "-s", "-w", "-t", "120", "-l", Cluster.LogFile, "-o", $"-p {port} -c '{string.Join("' -c '", s_settings.Concat(_options.Settings))}'"];
            var run = await PgCtlAsync(token, arguments);
            if (run.ExitCode == 0)
            {
                Port = port;
                return;
            }
            token.ThrowIfCancellationRequested();
            var said = string.Join('\n', LogLines().Skip(logged).TakeLast(20).Prepend(run.Error.Trim()));
            // Another program took the port, or children of a killed postmaster still run.
            var mayPass = said.Contains("could not bind", StringComparison.Ordinal) || said.Contains("pre-existing shared memory block", StringComparison.Ordinal);
            if (attempt == Attempts || !mayPass)
                throw new EmbeddedPostgresException($"Postgres did not start: {said}\nIts whole log: {Cluster.LogFile}");
            await Task.Delay(100, token);
        }
    }

    /// <summary>Stops Postgres in mode fast; kills it after 8 seconds.</summary>
    public async Task StopAsync()
    {
        if (Binaries is null || Cluster.Pid is not { } pid)
            return;
        if ((await PgCtlAsync(CancellationToken.None, "stop", "-s", "-m", "fast", "-t", "8")).ExitCode != 0)
            await Cluster.KillAsync();
        await Cluster.EndAsync(pid);
    }

    /// <summary>Stops Postgres and unlocks the data directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_options.DeleteOnDispose)
            Cluster.Delete();
        Abandon();
    }

    /// <summary>Unlocks the folder without a stop, as a killed host does.</summary>
    internal void Abandon() => _lock.Dispose();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task OpenAsync(CancellationToken token)
    {
        Binaries = await _options.Search.FindAsync(_options, Cluster.Major, _logger, token);
        if (Cluster.Pid is { } left)
        {
            Log.StoppingLeftOver(_logger, left);
            await StopAsync();
        }
        if (Cluster.Major is null)
            await Cluster.CreateAsync(Binaries, durable: !_options.Settings.Contains("fsync=off"), token);
        _credentials = Cluster.Credentials;
        await StartAsync(token);
        Log.Started(_logger, Binaries.Version, ProcessId, Port, Cluster.Folder, BinDirectory);
    }

    private Task<Command> PgCtlAsync(CancellationToken token, params string[] arguments) =>
        ServerAccount.RunAsync(Binaries.Tool("pg_ctl"), [.. arguments, "-D", Cluster.Data], token);

    private IEnumerable<string> LogLines() => File.Exists(Cluster.LogFile) ? File.ReadLines(Cluster.LogFile) : [];
}
