using System.Net;
using System.Net.Http.Json;

namespace Chat.Web.SignIn;

/// <summary>The two calls that are not of the API: how to sign in, and a token for a name in Development.</summary>
internal sealed class HostApi(HttpClient http)
{
    /// <exception cref="SignInException">The host does not answer.</exception>
    public async Task<SignInSettings> GetSettingsAsync()
    {
        try
        {
            return (await http.GetFromJsonAsync("web/settings.json", SignInJson.Default.SignInSettings))!;
        }
        catch (HttpRequestException)
        {
            throw new SignInException("The service does not answer.");
        }
    }

    /// <returns>A token.</returns>
    /// <exception cref="SignInException">The host refuses the name, or does not answer.</exception>
    public async Task<string> SignInAsync(string name)
    {
        try
        {
            using var response = await http.PostAsJsonAsync("web/token", new SignInByName(name), SignInJson.Default.SignInByName);
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync(SignInJson.Default.TokenAnswer))!.Token;
        }
        catch (HttpRequestException error)
        {
            throw new SignInException(error.StatusCode == HttpStatusCode.BadRequest
                ? "This can be no name: it has 1 to 255 characters, none of them a control character."
                : "The service gives no token for a name right now.");
        }
    }
}
