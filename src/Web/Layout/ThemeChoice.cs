using Microsoft.JSInterop;

namespace Chat.Web.Layout;

/// <summary>Light or dark colours: those of the system until the reader chooses, which the browser keeps.</summary>
internal sealed class ThemeChoice(IJSRuntime js) : IDisposable
{
    private IJSObjectReference? _module;
    private DotNetObjectReference<ThemeChoice>? _this;
    private bool _isChosen;

    public event Action? Changed;

    public bool IsDark { get; private set; }

    public async Task StartAsync()
    {
        _module ??= await js.InvokeAsync<IJSObjectReference>("import", "./layout.js");
        if (await _module.InvokeAsync<string?>("theme") is { } chosen)
        {
            _isChosen = true;
            await ShowAsync(chosen == "dark");
        }
        await _module.InvokeVoidAsync("follow", _this ??= DotNetObjectReference.Create(this));
    }

    public async Task ChooseAsync(bool isDark)
    {
        _isChosen = true;
        await ShowAsync(isDark);
        await _module!.InvokeVoidAsync("keepTheme", isDark ? "dark" : "light");
    }

    /// <summary>Hears the system.</summary>
    [JSInvokable]
    public Task FollowAsync(bool isDark) => _isChosen ? Task.CompletedTask : ShowAsync(isDark);

    public void Dispose() => _this?.Dispose();

    private async Task ShowAsync(bool isDark)
    {
        IsDark = isDark;
        Changed?.Invoke();
        await _module!.InvokeVoidAsync("show", isDark);
    }
}
