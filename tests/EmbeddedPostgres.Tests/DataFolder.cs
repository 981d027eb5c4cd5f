namespace Chat.EmbeddedPostgres.Tests;

/// <summary>A data directory for several servers in turn; disposing of it removes it.</summary>
public sealed class DataFolder : IAsyncLifetime
{
    // Not named like a temporary folder: between two servers it has no owner, and would be removed.
    private readonly EmbeddedPostgresOptions _options = TestPostgres.NewOptions() with
    {
        DataDirectory = Path.Combine(Path.GetTempPath(), "chat-data-" + Guid.NewGuid().ToString("n")),
    };

    public EmbeddedPostgresOptions Options => _options.Keeping();

    public async ValueTask InitializeAsync() => await (await TestServers.StartAsync(Options)).DisposeAsync();

    public async ValueTask DisposeAsync() => await (await TestServers.StartAsync(_options)).DisposeAsync();
}
