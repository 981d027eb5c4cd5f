using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.EmbeddedPostgres;

/// <summary>A private Postgres on 127.0.0.1, run from local binaries, with a role and a database for the application.</summary>
/// <remarks>For development and tests. It runs as long as this object is not disposed; its data survives.</remarks>
public sealed partial class PostgresServer : IAsyncDisposable
{
    private readonly EmbeddedPostgresOptions _options;
    private readonly Cluster _cluster;
    private readonly ServerAccount _account;
    private readonly ILogger _logger;
    private readonly FolderLock _lock;
    private PostgresBinaries _binaries = null!;
    private ClusterCredentials _credentials = null!;
    private Postmaster? _postmaster;

    private PostgresServer(EmbeddedPostgresOptions options, Cluster cluster, ServerAccount account, ILogger logger)
    {
        (_options, _cluster, _account, _logger) = (options, cluster, account, logger);
        _lock = FolderLock.Take(cluster.Folder);
    }

    /// <summary>For the application: the role <c>chat</c>, which owns its databases and is nothing more.</summary>
    public string ConnectionString => ConnectionStringFor(_options.DatabaseName);

    /// <summary>For tests: the superuser.</summary>
    public string AdminConnectionString => _credentials.ForAdmin(Port);

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>The process id of the postmaster.</summary>
    public int ProcessId => _postmaster?.Pid ?? throw new InvalidOperationException("Postgres is stopped.");

    /// <summary>The folder of <c>postgres</c>; that from npm holds neither <c>psql</c> nor <c>pgbench</c>.</summary>
    public string BinDirectory => _binaries.Directory;

    /// <summary>The version of the binaries, for instance 15.8.</summary>
    public Version ServerVersion => _binaries.Version;

    /// <summary>Where the data really is: for root it may differ from the folder asked for.</summary>
    public string DataDirectory => _cluster.Folder;

    /// <summary>Starts Postgres on the data directory, made first when it is empty, and waits until it takes connections.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="logger">Hears what is found, made and started.</param>
    /// <param name="token">Gives up, leaving nothing running.</param>
    /// <returns>The running server, to be disposed.</returns>
    /// <exception cref="EmbeddedPostgresException">It cannot run here; the message says what to do.</exception>
    public static async Task<PostgresServer> StartAsync(EmbeddedPostgresOptions options, ILogger logger, CancellationToken token = default)
    {
        if (OperatingSystem.IsWindows())
            throw new EmbeddedPostgresException("The embedded Postgres runs on Linux and macOS. Here, give a database in ConnectionStrings__Chat.");

        var account = ServerAccount.OfThisProcess();
        if (options.DeleteOnDispose)
            await AbandonedClusters.RemoveAsync(account, token);
        var folder = await ReachableFolder.MakeAsync(options.DataDirectory, account, logger, token);
        var server = new PostgresServer(options, new Cluster(folder, account), account, logger);
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
    /// <param name="options">Where.</param>
    /// <param name="logger">Hears where the data really is.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<string?> FindRunningAsync(EmbeddedPostgresOptions options, ILogger logger, CancellationToken token = default)
    {
        var account = ServerAccount.OfThisProcess();
        var cluster = new Cluster(await ReachableFolder.MakeAsync(options.DataDirectory, account, logger, token), account);
        return cluster.Exists && FolderLock.IsHeld(cluster.Folder) && PostmasterFile.Read(cluster.Data) is { IsReady: true, Port: var port }
            ? cluster.Credentials().ForApplication(port, options.DatabaseName)
            : null;
    }

    /// <summary>Makes a database of its own, owned by the application's role.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>The application's connection string for it.</returns>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken token = default)
    {
        await new Provisioning(AdminConnectionString).CreateAsync(name, token);
        return ConnectionStringFor(name);
    }

    /// <summary>Stops Postgres as an administrator would; connections are cut, data is written.</summary>
    /// <returns>When it has ended.</returns>
    public async Task StopAsync()
    {
        if (_postmaster is not null)
            await _postmaster.StopAsync(_logger);
        _postmaster = null;
    }

    /// <summary>Stops Postgres and lets go of the data directory.</summary>
    /// <returns>When nothing runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_options.DeleteOnDispose && Directory.Exists(_cluster.Folder))
            Directory.Delete(_cluster.Folder, recursive: true);
        _lock.Dispose();
    }

    private async Task OpenAsync(CancellationToken token)
    {
        _binaries = await _options.Search.FindAsync(_options, _cluster.Major, _account, _logger, token);
        if (!_cluster.Exists)
            await _cluster.CreateAsync(_binaries, durable: _options.Settings.GetValueOrDefault("fsync") != "off", _logger, token);
        _credentials = _cluster.Credentials();
        if (!await TakeOverAsync(token))
            await LaunchAsync(_options.Port, token);
        await new Provisioning(AdminConnectionString).EnsureAsync(_options.DatabaseName, _credentials, token);
    }

    private async Task<bool> TakeOverAsync(CancellationToken token)
    {
        if (await Postmaster.FindAsync(_cluster.Data, token) is not var (left, isReady))
            return false;

        Port = left.Port;
        if (isReady && (_options.Port ?? left.Port) == left.Port && await AnswersAsync(token))
        {
            _postmaster = left;
            Log.Adopted(_logger, left.Pid, left.Port);
            return true;
        }

        Log.StoppingLeftOver(_logger, left.Pid);
        await left.StopAsync(_logger);
        return false;
    }

    private async Task<bool> AnswersAsync(CancellationToken token)
    {
        try
        {
            await using var connection = new NpgsqlConnection(AdminConnectionString + ";Timeout=5");
            await connection.OpenAsync(token);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task LaunchAsync(int? port, CancellationToken token)
    {
        _postmaster = await Launch.RunAsync(_cluster, _binaries, _account, port, ServerSettings.With(_options.Settings), token);
        Port = _postmaster.Port;
        Log.Started(_logger, ServerVersion, ProcessId, Port, _cluster.Folder, BinDirectory);
    }

    private string ConnectionStringFor(string database) => _credentials.ForApplication(Port, database);
}
