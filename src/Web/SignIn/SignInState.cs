using Microsoft.AspNetCore.Components;

namespace Chat.Web.SignIn;

/// <summary>The ways to sign in, and how the last try went.</summary>
internal sealed class SignInState(HostApi host, CurrentUser user, OpenIdSignIn authority, NavigationManager navigation)
{
    /// <summary>Null until the host has told.</summary>
    public SignInSettings? Settings { get; private set; }

    /// <summary>Why the last try failed; null when none did.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether a try is under way.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>The name of the authority's machine; null when people sign in in another way.</summary>
    public string? AuthorityName => Settings is { TakesNames: false, Authority: { } address } ? new Uri(address).Host : null;

    /// <summary>Asks the host how to sign in; goes on where the user was, when the authority has sent the browser back.</summary>
    public Task LoadAsync() => TryAsync(async () =>
    {
        Settings ??= await host.GetSettingsAsync();
        if (authority.IsBack)
            await ReturnAsync();
    });

    public Task SignInByNameAsync(string name) => TryAsync(async () => user.SignIn(await host.SignInAsync(name.Trim())));

    public Task SignInAtAuthorityAsync() => TryAsync(() => authority.LeaveAsync(Settings!));

    /// <summary>Takes a token as it stands in a header, or alone.</summary>
    public Task SignInByTokenAsync(string text) => TryAsync(() =>
    {
        var token = text.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var alone] => alone,
            [var scheme, var second] when scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) => second,
            _ => "",
        };
        if (TokenSubject.Of(token) is null)
            throw new SignInException("This is no token of a user: it has three parts with points between them, without spaces.");
        user.SignIn(token);
        return Task.CompletedTask;
    });

    private async Task ReturnAsync()
    {
        var address = navigation.Uri;
        var departure = await authority.TakeDepartureAsync();
        // The code is used once: a reload must not find it.
        navigation.NavigateTo(departure?.Address ?? "", replace: true);
        if (departure is not null)
            user.SignIn(await authority.TokenForAsync(departure, address, Settings!));
    }

    private async Task TryAsync(Func<Task> way)
    {
        (IsBusy, Error) = (true, null);
        try
        {
            await way();
        }
        catch (SignInException error)
        {
            Error = error.Message;
        }
        finally
        {
            IsBusy = false;
        }
    }
}
