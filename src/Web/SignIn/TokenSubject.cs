using System.Buffers.Text;
using System.Text.Json;

namespace Chat.Web.SignIn;

/// <summary>The user in a token, to be shown only: the service checks tokens.</summary>
internal static class TokenSubject
{
    /// <returns>The claim <c>sub</c>; null when the text is no token of a user.</returns>
    public static string? Of(string token)
    {
        if (token.Split('.') is not [{ Length: > 0 }, var claims, { Length: > 0 }])
            return null;
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
            return json.RootElement is { ValueKind: JsonValueKind.Object } payload && payload.TryGetProperty("sub", out var sub) && sub.ValueKind == JsonValueKind.String
                ? sub.GetString()
                : null;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return null; // Not base64url, no JSON, or half a surrogate pair.
        }
    }
}
