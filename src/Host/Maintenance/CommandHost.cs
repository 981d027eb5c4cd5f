namespace Chat.Host.Maintenance;

internal sealed record CommandHost(WebApplication App, EmbeddedDatabase? Database) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
    }
}
