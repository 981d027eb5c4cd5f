using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Features.Tests.Authentication;

/// <summary>Makes tokens whose header and claims are any JSON, valid or not.</summary>
internal static partial class Jwt
{
    public const string Hs256 = """{"alg":"HS256","typ":"JWT"}""";

    /// <summary>A token with these claims, signed with the key of the service.</summary>
    /// <param name="claims">JSON; <c>NOW-31</c> in it is the time 31 seconds ago.</param>
    public static string Of(string claims) => Signed(claims, Hs256, data => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Tokens.Key), data));

    /// <summary>A token with this header and signature, otherwise valid.</summary>
    public static string Good(string header, Func<byte[], byte[]> sign) => Signed("""{"sub":"somebody","exp":NOW+600}""", header, sign);

    public static string Signed(string claims, string header, Func<byte[], byte[]> sign)
    {
        var payload = Now().Replace(claims, match => $"{Tokens.InSeconds(int.Parse(match.Groups["by"].Value, CultureInfo.InvariantCulture))}");
        var signed = $"{Part(header)}.{Part(payload)}";
        return $"{signed}.{Tokens.Base64Url(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string Part(string json) => Tokens.Base64Url(Encoding.UTF8.GetBytes(json));

    [GeneratedRegex(@"NOW(?<by>[+-]\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Now();
}
