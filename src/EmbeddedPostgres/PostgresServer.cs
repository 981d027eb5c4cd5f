using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.EmbeddedPostgres;

/// <summary>A private Postgres on 127.0.0.1, run from local binaries, with a role and a database for the application.</summary>
/// <remarks>For development and tests. It runs as long as this object is not disposed; its data survives.</remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    internal const string AdminRole = "postgres";
    private const string Application = "chat";

    private readonly EmbeddedPostgresOptions _options;
    private readonly ILogger _logger;
    private readonly Cluster _cluster;
    private readonly Postmaster _postmaster;
    private readonly FileStream _lock;
    private PostgresBinaries? _binaries;
    private Credentials _credentials = null!;

    private PostgresServer(EmbeddedPostgresOptions options, Cluster cluster, ILogger logger)
    {
        (_options, _cluster, _logger, _postmaster) = (options, cluster, logger, new Postmaster(cluster));
        _lock = cluster.TryLock() ?? throw new EmbeddedPostgresException(
            $"The data directory {cluster.Folder} is in use by another process (pid {cluster.Owner}). Stop that one, "
            + "or name the database for a second host in ConnectionStrings__Chat.");
    }

    /// <summary>For the application: the role <c>chat</c>, which owns its databases and is nothing more.</summary>
    public string ConnectionString => ForApplication(_credentials, Port, Application);

    /// <summary>For tests: the superuser.</summary>
    public string AdminConnectionString => Connect(Port, AdminRole, _credentials.AdminPassword, "postgres", pooling: false);

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>The process id of the postmaster.</summary>
    public int ProcessId => _postmaster.Pid ?? throw new InvalidOperationException("Postgres is stopped.");

    /// <summary>The folder of <c>postgres</c>; that from npm holds neither <c>psql</c> nor <c>pgbench</c>.</summary>
    public string BinDirectory => Binaries.Directory;

    /// <summary>Where the data really is: for root it may differ from the folder asked for.</summary>
    public string DataDirectory => _cluster.Folder;

    internal PostgresBinaries Binaries => _binaries ?? throw new InvalidOperationException("Postgres was not found.");

    /// <summary>Starts Postgres on the data directory, made first when it is empty, and waits until it takes connections.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="logger">Hears what is found, made and started.</param>
    /// <param name="token">Gives up, leaving nothing running.</param>
    /// <exception cref="EmbeddedPostgresException">It cannot run here; the message says what to do.</exception>
    public static async Task<PostgresServer> StartAsync(EmbeddedPostgresOptions options, ILogger logger, CancellationToken token = default)
    {
        if (OperatingSystem.IsWindows())
            throw new EmbeddedPostgresException("The embedded Postgres runs on Linux and macOS. Here, give a database in ConnectionStrings__Chat.");
        if (options.DeleteOnDispose)
            await Cluster.RemoveAbandonedAsync();
        var folder = await ServerAccount.MakeFolderAsync(options.DataDirectory, logger, token);
        var server = new PostgresServer(options, new Cluster(folder), logger);
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
    public static async Task<string?> FindRunningAsync(EmbeddedPostgresOptions options, ILogger logger, CancellationToken token = default)
    {
        var cluster = new Cluster(await ServerAccount.MakeFolderAsync(options.DataDirectory, logger, token));
        // One that nobody holds was left by a host that was killed.
        await using var free = cluster.TryLock();
        return free is null && new Postmaster(cluster).Port is { } port ? ForApplication(cluster.Credentials, port, Application) : null;
    }

    /// <summary>Makes a database of its own, owned by the application's role.</summary>
    /// <returns>The application's connection string for it.</returns>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken token = default)
    {
        using var quoter = new NpgsqlCommandBuilder();
        var quoted = quoter.QuoteIdentifier(name);
        await using var admin = NpgsqlDataSource.Create(AdminConnectionString);
        // template0, because nobody can be connected to it: databases can be made in parallel.
        await using (var create = admin.CreateCommand($"create database {quoted} owner {Application} template template0"))
            await create.ExecuteNonQueryAsync(token);
        await using var close = admin.CreateCommand($"revoke all on database {quoted} from public");
        await close.ExecuteNonQueryAsync(token);
        return ForApplication(_credentials, Port, name);
    }

    /// <summary>Stops Postgres as an administrator would; connections are cut, data is written.</summary>
    public async Task StopAsync()
    {
        if (_binaries is not null)
            await _postmaster.StopAsync(_binaries, _logger);
    }

    /// <summary>Ends the postmaster and its children as a power cut would.</summary>
    public Task KillAsync() => _postmaster.KillAsync();

    /// <summary>Starts Postgres again, after a stop first if it runs: same data, same port.</summary>
    public async Task RestartAsync(CancellationToken token = default)
    {
        await StopAsync();
        await _postmaster.StartAsync(Binaries, Port, _options.Settings, token);
    }

    /// <summary>Stops Postgres and lets go of the data directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_options.DeleteOnDispose && Directory.Exists(_cluster.Folder))
            Directory.Delete(_cluster.Folder, recursive: true);
        await _lock.DisposeAsync();
    }

    /// <summary>What a killed host does: lets go of the folder and stops nothing.</summary>
    internal void Abandon() => _lock.Dispose();

    private static string ForApplication(Credentials credentials, int port, string database) =>
        Connect(port, Application, credentials.ApplicationPassword, database, pooling: true);

    private static string Connect(int port, string role, string password, string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = role,
        Password = password,
        Database = database,
        Pooling = pooling,
        // Over loopback, neither is there; asking costs a round trip each, and a library for the second.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    private async Task OpenAsync(CancellationToken token)
    {
        _binaries = await _options.Search.FindAsync(_options, _cluster.Major, _logger, token);
        if (_postmaster.Pid is { } left)
        {
            Log.StoppingLeftOver(_logger, left);
            await StopAsync();
        }
        if (_cluster.Major is null)
            await _cluster.CreateAsync(_binaries, durable: _options.Settings.GetValueOrDefault("fsync") != "off", _logger, token);
        _credentials = _cluster.Credentials;
        Port = await _postmaster.StartAsync(_binaries, null, _options.Settings, token);
        Log.Started(_logger, _binaries.Version, ProcessId, Port, _cluster.Folder, BinDirectory);
        await ProvisionAsync(token);
    }

    /// <summary>The application's role and database, which a start that was cut off may not have made.</summary>
    private async Task ProvisionAsync(CancellationToken token)
    {
        await using var admin = NpgsqlDataSource.Create(AdminConnectionString);
        // The password is hexadecimal of our own making; nothing here needs quoting.
        await using var role = admin.CreateCommand($"""
            do $$ begin
                if not exists (select from pg_roles where rolname = '{Application}') then
                    revoke connect on database postgres, template1 from public;
                    create role {Application} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
                    password '{_credentials.ApplicationPassword}';
                end if;
            end $$
            """);
        await role.ExecuteNonQueryAsync(token);
        await using var database = admin.CreateCommand($"select 1 from pg_database where datname = '{Application}'");
        if (await database.ExecuteScalarAsync(token) is null)
            await CreateDatabaseAsync(Application, token);
    }
}
