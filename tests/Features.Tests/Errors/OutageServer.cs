using Features.Tests.Support;

namespace Features.Tests.Errors;

/// <summary>A service with a Postgres of its own, for tests that take the database away, one after the other.</summary>
public sealed class OutageServer : IAsyncLifetime
{
    private readonly PostgresFixture _postgres = new();
    private ChatServer? _server;

    public ChatServer Server => _server ?? throw new InvalidOperationException("The service is not started.");

    /// <summary>Takes the database away: <c>killed</c> as by a power cut, or <c>stopped</c> as by its administrator.</summary>
    public Task TakeAwayAsync(string how) => how == "killed" ? _postgres.Server.KillAsync() : _postgres.Server.StopAsync();

    public Task BringBackAsync() => _postgres.Server.RestartAsync(TestContext.Current.CancellationToken);

    public async ValueTask InitializeAsync()
    {
        await _postgres.InitializeAsync();
        _server = await ChatServer.StartAsync(await _postgres.NewDatabaseAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}

/// <summary>Tests that share the server run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class Outages : ICollectionFixture<OutageServer>
{
    public const string Name = "Outages";
}
