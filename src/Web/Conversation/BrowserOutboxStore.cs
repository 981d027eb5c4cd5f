using System.Text.Json;
using Microsoft.JSInterop;

namespace Chat.Web.Conversation;

/// <summary>The browser's storage (wwwroot/outbox.js).</summary>
internal sealed class BrowserOutboxStore(IJSRuntime js) : IOutboxStore, IDisposable
{
    private const string Prefix = "chat.outbox/";

    private DotNetObjectReference<BrowserOutboxStore>? _me;
    private Task<IJSObjectReference>? _module;

    public event Action? Changed;

    public async Task<IReadOnlyList<OutboxItem>> ReadAsync(string user)
    {
        var items = await (await ModuleAsync()).InvokeAsync<string[]>("read", PrefixOf(user));
        return [.. items.Select(ItemOf).OfType<OutboxItem>().OrderBy(item => item.At)];
    }

    public async Task WriteAsync(string user, OutboxItem item) =>
        await (await ModuleAsync()).InvokeVoidAsync("write", PrefixOf(user) + item.Key, JsonSerializer.Serialize(item, OutboxJson.Default.OutboxItem));

    public async Task RemoveAsync(string user, OutboxItem item) => await (await ModuleAsync()).InvokeVoidAsync("remove", PrefixOf(user) + item.Key);

    public async Task SendAloneAsync(string user, Func<Task> send)
    {
        using var page = DotNetObjectReference.Create(new Callback(send));
        await (await ModuleAsync()).InvokeVoidAsync("alone", PrefixOf(user), page);
    }

    [JSInvokable]
    public void OnChanged() => Changed?.Invoke();

    public void Dispose() => _me?.Dispose();

    // Ids of users may have any characters; one must not begin another one's prefix.
    private static string PrefixOf(string user) => Prefix + Uri.EscapeDataString(user) + "/";

    // What the page did not write itself is left where it is.
    private static OutboxItem? ItemOf(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, OutboxJson.Default.OutboxItem);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Task<IJSObjectReference> ModuleAsync() => _module ??= ImportAsync();

    private async Task<IJSObjectReference> ImportAsync()
    {
        var module = await js.InvokeAsync<IJSObjectReference>("import", "./outbox.js");
        await module.InvokeVoidAsync("watch", Prefix, _me = DotNetObjectReference.Create(this));
        return module;
    }

    private sealed class Callback(Func<Task> run)
    {
        [JSInvokable]
        public Task RunAsync() => run();
    }
}
