using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Chat.Bench.Load;

/// <summary>Makes users' tokens: HS256, valid for a day.</summary>
/// <param name="key">The secret that the service checks with.</param>
internal sealed class Tokens(string key)
{
    /// <summary>The key of this run: <c>JWT_SECRET_KEY</c>, which a peer knows as well, or a new one.</summary>
    public static string Key { get; } =
        Environment.GetEnvironmentVariable("JWT_SECRET_KEY") ?? RandomNumberGenerator.GetHexString(64, lowercase: true);

    public string For(string user)
    {
        var now = DateTimeOffset.UtcNow;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = user,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddDays(1).ToUnixTimeSeconds(),
        };
        Add("iss", "JWT_ISSUER");
        Add("aud", "JWT_AUDIENCE");
        var signed = $"{Part(new { alg = "HS256", typ = "JWT" })}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed)))}";

        void Add(string claim, string variable)
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
                claims[claim] = value;
        }
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
