namespace Chat.EmbeddedPostgres.Tests;

public sealed class RunningServer : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TestServers.StartAsync(TestPostgres.NewOptions());

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
