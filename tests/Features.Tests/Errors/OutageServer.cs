using Chat.EmbeddedPostgres;
using Npgsql;

namespace Features.Tests.Errors;

/// <summary>A service with its own Postgres, for tests that stop the database, one after the other.</summary>
public sealed class OutageServer : IAsyncLifetime
{
    private PostgresServer? _postgres;
    private Wire? _wire;
    private ChatServer? _server;

    public ChatServer Server => _server ?? throw new InvalidOperationException("The service is not started.");

    /// <summary>The database, behind a proxy that <see cref="TakeAwayAsync"/> may cut.</summary>
    public string ConnectionString => Wire.ConnectionString;

    private PostgresServer Postgres => _postgres ?? throw new InvalidOperationException("Postgres is not started.");

    private Wire Wire => _wire ?? throw new InvalidOperationException("Postgres is not started.");

    /// <summary>Makes the database unavailable.</summary>
    /// <param name="how">
    /// <c>killed</c> as by a power cut, <c>stopped</c> as by its administrator, <c>refusing</c> connections, <c>full</c>,
    /// <c>frozen</c> with all its processes, <c>swallowed</c> by a network that loses everything.
    /// </param>
    public async Task TakeAwayAsync(string how)
    {
        switch (how)
        {
            case "killed":
                await Postgres.KillAsync();
                break;
            case "stopped":
                await Postgres.StopAsync();
                break;
            case "refusing":
                Wire.Refuse();
                break;
            case "full":
                await AdministrateAsync("alter role chat connection limit 0", "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'chat'");
                break;
            case "frozen":
                await Postgres.FreezeAsync();
                break;
            case "swallowed":
                Wire.Swallow();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(how), how, "Not a way to lose a database.");
        }
    }

    /// <summary>Makes the database available again.</summary>
    /// <param name="from">How it was taken away.</param>
    public async Task BringBackAsync(string from)
    {
        switch (from)
        {
            case "full":
                await AdministrateAsync("alter role chat connection limit -1");
                break;
            case "frozen":
                await Postgres.ThawAsync();
                break;
            case "refusing" or "swallowed":
                Wire.Mend();
                break;
            default:
                await Postgres.StartAsync(TestContext.Current.CancellationToken);
                break;
        }
    }

    public async ValueTask InitializeAsync()
    {
        _postgres = await TestPostgres.StartAsync();
        _wire = new Wire(_postgres.ConnectionString);
        _server = await ChatServer.StartAsync(ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_wire is not null)
            await _wire.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }

    private async Task AdministrateAsync(params string[] statements)
    {
        await using var administrator = new NpgsqlConnection(Postgres.AdminConnectionString);
        await administrator.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, administrator);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}

/// <summary>Tests that share the server run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class Outages : ICollectionFixture<OutageServer>
{
    public const string Name = "Outages";
}
