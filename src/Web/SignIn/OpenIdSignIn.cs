using System.Text.Json;
using Duende.IdentityModel.OidcClient;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Chat.Web.SignIn;

/// <summary>
/// Sign-in at an OpenID Connect authority, by authorization code with PKCE. The page leaves for the authority, which sends the browser
/// back to <see cref="ReturnAddress"/>. Nothing is validated here but the state: the service checks the access token at each call.
/// </summary>
internal sealed class OpenIdSignIn(IHttpClientFactory http, NavigationManager navigation, IJSRuntime browser)
{
    public const string ReturnAddress = "signed-in";

    private const string Key = "chat.sign-in";

    /// <summary>Whether the authority has sent the browser here.</summary>
    public bool IsBack => navigation.ToBaseRelativePath(navigation.Uri).Split('?', '#')[0] == ReturnAddress;

    /// <summary>Leaves the page.</summary>
    /// <exception cref="SignInException">The authority does not answer, or has no such thing.</exception>
    public async Task LeaveAsync(SignInSettings settings)
    {
        var state = await ClientOf(settings).PrepareLoginAsync();
        Check(state);
        var departure = new Departure(navigation.ToBaseRelativePath(navigation.Uri), state.State, state.CodeVerifier);
        await browser.InvokeVoidAsync("sessionStorage.setItem", Key, JsonSerializer.Serialize(departure, SignInJson.Default.Departure));
        navigation.NavigateTo(state.StartUrl, forceLoad: true);
    }

    /// <summary>Where the user left this tab, relative to the base; null when nobody did. It is known once.</summary>
    public async Task<Departure?> TakeDepartureAsync()
    {
        var stored = await browser.InvokeAsync<string?>("sessionStorage.getItem", Key);
        await browser.InvokeVoidAsync("sessionStorage.removeItem", Key);
        return stored is null ? null : JsonSerializer.Deserialize(stored, SignInJson.Default.Departure);
    }

    /// <summary>Exchanges the code in the address, which the authority gave, for a token.</summary>
    /// <exception cref="SignInException">The authority refuses, or does not answer.</exception>
    public async Task<string> TokenForAsync(Departure departure, string address, SignInSettings settings)
    {
        var state = new AuthorizeState { State = departure.State, CodeVerifier = departure.Verifier, RedirectUri = RedirectUri };
        var result = await ClientOf(settings).ProcessResponseAsync(address, state);
        Check(result);
        return result.AccessToken;
    }

    private string RedirectUri => navigation.BaseUri + ReturnAddress;

    private OidcClient ClientOf(SignInSettings settings) => new(new OidcClientOptions
    {
        Authority = settings.Authority,
        ClientId = settings.ClientId,
        Scope = settings.Scope,
        RedirectUri = RedirectUri,
        LoadProfile = false,
        HttpClientFactory = _ => http.CreateClient(nameof(OpenIdSignIn)),
    });

    private static void Check(Result result)
    {
        if (result.IsError)
            throw new SignInException(string.IsNullOrEmpty(result.ErrorDescription) ? result.Error : $"{result.ErrorDescription} ({result.Error})");
    }
}
