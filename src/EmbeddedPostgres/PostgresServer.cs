using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

/// <summary>A private Postgres on 127.0.0.1, run from local binaries, with a role and a database for the application.</summary>
/// <remarks>
/// For development and tests. It runs as long as this object is not disposed; its data survives. <c>pg_ctl</c> detaches it from the
/// terminal: Ctrl-C is for the host, which finishes its calls first.
/// </remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    private const int Attempts = 50;

    // Those of the options come later, and win.
    private static readonly string[] s_settings =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", "shared_buffers=256MB",
        "wal_compression=on", "max_wal_size=2GB", "timezone=UTC", "log_timezone=UTC",
        // The log must not keep what users wrote: no failed statements, no values from violated constraints.
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

    /// <summary>For the application: the role <c>chat</c>, which owns its databases and is nothing more.</summary>
    public string ConnectionString => _credentials.ForApplication(Port);

    /// <summary>For tests: the superuser.</summary>
    public string AdminConnectionString => _credentials.ForAdministrator(Port);

    /// <summary>The port on 127.0.0.1; the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>The process id of the postmaster.</summary>
    public int ProcessId => Cluster.Pid ?? throw new InvalidOperationException("Postgres is stopped.");

    /// <summary>The folder of <c>postgres</c>; that from npm holds neither <c>psql</c> nor <c>pgbench</c>.</summary>
    public string BinDirectory => Binaries.Directory;

    /// <summary>Where the data really is: for root it may differ from the folder asked for.</summary>
    public string DataDirectory => Cluster.Folder;

    internal Cluster Cluster { get; }

    internal PostgresBinaries Binaries { get; private set; } = null!;

    /// <summary>Starts Postgres on the data directory, made first when it is empty, and waits until it takes connections. Cancelled, it leaves nothing running.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot run here; the message says what to do.</exception>
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

    /// <summary>The application's connection string for a server that another process runs on the data directory; null when none does.</summary>
    public static async Task<string?> FindRunningAsync(EmbeddedPostgresOptions options, CancellationToken token = default)
    {
        var cluster = new Cluster(await ServerAccount.MakeFolderAsync(options.DataDirectory, token));
        // One that nobody holds was left by a host that was killed.
        await using var free = cluster.TryLock();
        return free is null && cluster.Port is { } port ? cluster.Credentials.ForApplication(port) : null;
    }

    /// <summary>Starts Postgres where it is stopped, and waits until it takes connections.</summary>
    public async Task StartAsync(CancellationToken token = default)
    {
        // One that was killed leaves its file. Postgres would not start when another program of the same user has the id by now.
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
            // Somebody took the port since it was chosen, or children of a killed postmaster have not noticed yet.
            var mayPass = said.Contains("could not bind", StringComparison.Ordinal) || said.Contains("pre-existing shared memory block", StringComparison.Ordinal);
            if (attempt == Attempts || !mayPass)
                throw new EmbeddedPostgresException($"Postgres did not start: {said}\nIts whole log: {Cluster.LogFile}");
            await Task.Delay(100, token);
        }
    }

    /// <summary>Stops Postgres as an administrator would: connections are cut, data is written. After 8 seconds it is killed.</summary>
    public async Task StopAsync()
    {
        if (Binaries is null || Cluster.Pid is not { } pid)
            return;
        if ((await PgCtlAsync(CancellationToken.None, "stop", "-s", "-m", "fast", "-t", "8")).ExitCode != 0)
            await Cluster.KillAsync();
        await Cluster.EndAsync(pid);
    }

    /// <summary>Stops Postgres and lets go of the data directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_options.DeleteOnDispose)
            Cluster.Delete();
        Abandon();
    }

    /// <summary>What a killed host does: lets go of the folder and stops nothing.</summary>
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
