namespace Chat.Host.Maintenance;

/// <summary>What a command works on, until it is disposed of.</summary>
internal sealed class CommandHost(WebApplication app, EmbeddedDatabase? database) : IAsyncDisposable
{
    public WebApplication App => app;

    public IServiceProvider Services => app.Services;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }
}
