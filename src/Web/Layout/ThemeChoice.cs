using Microsoft.JSInterop;

namespace Chat.Web.Layout;

/// <summary>Light or dark colours: those of the system until the reader chooses, which the browser keeps.</summary>
internal sealed class ThemeChoice(IJSRuntime js)
{
    private IJSObjectReference? _module;

    /// <summary>Null until the reader chooses.</summary>
    public bool? IsDark { get; private set; }

    public async Task LoadAsync() => IsDark = await (await ModuleAsync()).InvokeAsync<string?>("theme") switch
    {
        "dark" => true,
        "light" => false,
        _ => null,
    };

    public async Task ChooseAsync(bool isDark)
    {
        IsDark = isDark;
        await (await ModuleAsync()).InvokeVoidAsync("keepTheme", isDark ? "dark" : "light");
    }

    /// <summary>Also for what the browser draws itself.</summary>
    public async Task ShowAsync(bool isDark) => await (await ModuleAsync()).InvokeVoidAsync("show", isDark);

    private async Task<IJSObjectReference> ModuleAsync() => _module ??= await js.InvokeAsync<IJSObjectReference>("import", "./layout.js");
}
