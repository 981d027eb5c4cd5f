using System.Text.Json;

namespace Chat.Web.SignIn;

/// <summary>Whose token it is. The service checks it; the page only keeps users apart by it.</summary>
internal static class TokenSubject
{
    /// <returns>The claim <c>sub</c>; the token itself when it has none that can be read.</returns>
    public static string Of(string token)
    {
        try
        {
            var claims = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
            using var json = JsonDocument.Parse(Convert.FromBase64String(claims.PadRight((claims.Length + 3) / 4 * 4, '=')));
            return json.RootElement.GetProperty("sub").GetString() ?? token;
        }
        catch (Exception error) when (error is IndexOutOfRangeException or FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return token;
        }
    }
}
