using System.Net.Http.Json;

namespace Chat.Web.SignIn;

/// <summary>The two calls that are not of the API: how to sign in, and a token for a name in Development.</summary>
internal sealed class HostApi(HttpClient http)
{
    public async Task<SignInSettings> GetSettingsAsync() =>
        await http.GetFromJsonAsync<SignInSettings>("web/settings.json") ?? throw new InvalidOperationException("The host sent no settings.");

    /// <returns>A token.</returns>
    /// <exception cref="HttpRequestException">The host refuses the name, or does not answer.</exception>
    public async Task<string> SignInAsync(string name)
    {
        using var response = await http.PostAsJsonAsync("web/token", new { name });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<TokenAnswer>())!.Token;
    }

    private sealed record TokenAnswer(string Token);
}
