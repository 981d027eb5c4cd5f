using Chat.Web.Conversation;

namespace Web.Tests.Conversation;

/// <summary>A browser's storage; each tab has its own store on it.</summary>
internal sealed class MemoryOutboxStore(MemoryOutboxStore.Storage storage) : IOutboxStore
{
    public event Action? Changed
    {
        add => storage.Listeners.Add((this, value!));
        remove => storage.Listeners.Remove((this, value!));
    }

    public Task<IReadOnlyList<OutboxItem>> ReadAsync(string user) =>
        Task.FromResult<IReadOnlyList<OutboxItem>>([.. storage.Items.Where(item => item.User == user).Select(item => item.Item).OrderBy(item => item.At)]);

    public Task WriteAsync(string user, OutboxItem item) => ChangeAsync(() =>
    {
        storage.Items.RemoveAll(known => known.Item.Key == item.Key);
        storage.Items.Add((user, item));
    });

    public Task RemoveAsync(string user, OutboxItem item) => ChangeAsync(() => storage.Items.RemoveAll(known => known.Item.Key == item.Key));

    public async Task SendAloneAsync(string user, Func<Task> send)
    {
        await storage.Lock.WaitAsync();
        try
        {
            await send();
        }
        finally
        {
            storage.Lock.Release();
        }
    }

    private Task ChangeAsync(Action change)
    {
        change();
        foreach (var (_, tell) in storage.Listeners.Where(listener => listener.Store != this).ToList())
            tell();
        return Task.CompletedTask;
    }

    internal sealed class Storage
    {
        public List<(string User, OutboxItem Item)> Items { get; } = [];

        public List<(MemoryOutboxStore Store, Action Tell)> Listeners { get; } = [];

        public SemaphoreSlim Lock { get; } = new(1);
    }
}
