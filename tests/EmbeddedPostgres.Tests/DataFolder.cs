namespace Chat.EmbeddedPostgres.Tests;

/// <summary>A data directory that one server after another takes up; the last one, here, removes it.</summary>
public sealed class DataFolder : IAsyncLifetime
{
    // Not named as what is thrown away: between two servers nobody has it.
    private readonly EmbeddedPostgresOptions _options = TestPostgres.NewOptions() with
    {
        DataDirectory = Path.Combine(Path.GetTempPath(), "chat-data-" + Guid.NewGuid().ToString("n")),
    };

    public EmbeddedPostgresOptions Options => _options.Keeping();

    public async ValueTask InitializeAsync() => await (await TestServers.StartAsync(Options)).DisposeAsync();

    public async ValueTask DisposeAsync() => await (await TestServers.StartAsync(_options)).DisposeAsync();
}
