using Microsoft.JSInterop;

namespace Chat.Web.Messages;

/// <summary>The clipboard of the browser, by <c>clipboard.js</c>.</summary>
internal sealed class Clipboard(IJSRuntime browser)
{
    private Task<IJSObjectReference>? _script;

    /// <summary>From now on blocks of code can be copied by their button.</summary>
    public Task ServeCodeAsync() => ScriptAsync();

    /// <returns>Whether the browser allowed it.</returns>
    public async Task<bool> CopyAsync(string text) => await (await ScriptAsync()).InvokeAsync<bool>("copy", text);

    private Task<IJSObjectReference> ScriptAsync() => _script ??= browser.InvokeAsync<IJSObjectReference>("import", "./clipboard.js").AsTask();
}
