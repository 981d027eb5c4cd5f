using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Chat.Testing;

/// <summary>Makes JWTs, valid and invalid.</summary>
public static class Tokens
{
    /// <summary>Long enough for HS512, so that only the algorithm of such a token is wrong.</summary>
    public const string Key = "a-test-key-of-more-than-sixty-four-bytes-which-even-hs512-would-take";

    /// <summary>A user's token: HS256, valid for an hour.</summary>
    public static string For(string sub) => Mint(new Dictionary<string, object?>(StringComparer.Ordinal) { ["sub"] = sub, ["exp"] = InSeconds(3600) });

    /// <summary>An agent's token; without types it is unrestricted.</summary>
    public static string ForAgent(string sub, string[]? types = null)
    {
        var claims = new Dictionary<string, object?>(StringComparer.Ordinal) { ["sub"] = sub, ["exp"] = InSeconds(3600), ["roles"] = new[] { "agent" } };
        if (types is not null)
            claims["agent_types"] = types;
        return Mint(claims);
    }

    public static long InSeconds(int seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();

    /// <summary>A token with any claims, header and key.</summary>
    public static string Mint(IReadOnlyDictionary<string, object?> claims, string algorithm = "HS256", string key = Key)
    {
        var signed = Part(new { alg = algorithm, typ = "JWT" }) + "." + Part(claims);
        var bytes = Encoding.UTF8.GetBytes(signed);
        var secret = Encoding.UTF8.GetBytes(key);
        var signature = algorithm switch
        {
            "none" => [],
            "HS384" => HMACSHA384.HashData(secret, bytes),
            "HS512" => HMACSHA512.HashData(secret, bytes),
            _ => HMACSHA256.HashData(secret, bytes),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{signed}.{Base64Url(signature)}");
    }

    public static string Part(object value) => Base64Url(JsonSerializer.SerializeToUtf8Bytes(value));

    public static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
