using Chat.EmbeddedPostgres;
using Features.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Features.Tests.Errors;

/// <summary>A service with a Postgres of its own, for tests that take the database away, one after the other.</summary>
public sealed class OutageServer : IAsyncLifetime
{
    private PostgresServer? _postgres;
    private ChatServer? _server;

    public ChatServer Server => _server ?? throw new InvalidOperationException("The service is not started.");

    private PostgresServer Postgres => _postgres ?? throw new InvalidOperationException("Postgres is not started.");

    /// <summary>Takes the database away: <c>killed</c> as by a power cut, or <c>stopped</c> as by its administrator.</summary>
    public Task TakeAwayAsync(string how) => how == "killed" ? Postgres.KillAsync() : Postgres.StopAsync();

    public Task BringBackAsync() => Postgres.RestartAsync(TestContext.Current.CancellationToken);

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(EmbeddedPostgresOptions.ForTests(), NullLogger.Instance);
        _server = await ChatServer.StartAsync(_postgres.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }
}

/// <summary>Tests that share the server run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class Outages : ICollectionFixture<OutageServer>
{
    public const string Name = "Outages";
}
