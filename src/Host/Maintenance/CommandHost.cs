namespace Chat.Host.Maintenance;

/// <summary>What a command works on, until it is disposed of.</summary>
internal sealed record CommandHost(WebApplication App, EmbeddedDatabase? Database) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
    }
}
