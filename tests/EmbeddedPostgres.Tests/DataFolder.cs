namespace Chat.EmbeddedPostgres.Tests;

/// <summary>A data directory that one server after another takes up; the last one, here, removes it.</summary>
public sealed class DataFolder : IAsyncLifetime
{
    private readonly EmbeddedPostgresOptions _options = EmbeddedPostgresOptions.ForTests();

    public EmbeddedPostgresOptions Options => _options.Keeping();

    public async ValueTask InitializeAsync() => await (await TestServers.StartAsync(Options)).DisposeAsync();

    public async ValueTask DisposeAsync() => await (await TestServers.StartAsync(_options)).DisposeAsync();
}
