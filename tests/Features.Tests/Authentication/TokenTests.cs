using System.Security.Cryptography;
using System.Text;

namespace Features.Tests.Authentication;

public sealed partial class TokenTests(ChatFixture chat)
{
    private const string Rs256 = """{"alg":"RS256","typ":"JWT"}""";

    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Tokens.Key);

    private static readonly Dictionary<string, Func<string>> Wrong = new(StringComparer.Ordinal)
    {
        ["signed with another key"] = () => Jwt.Good(Jwt.Hs256, data => HMACSHA256.HashData("another-key-of-more-than-thirty-two-bytes"u8, data)),
        ["signed with no key"] = () => Jwt.Good(Jwt.Hs256, data => HMACSHA256.HashData(Array.Empty<byte>(), data)),
        ["alg none"] = () => Jwt.Good("""{"alg":"none","typ":"JWT"}""", _ => []),
        ["alg None"] = () => Jwt.Good("""{"alg":"None"}""", _ => []),
        ["alg none with a signature"] = () => Jwt.Good("""{"alg":"none"}""", HmacSha256),
        ["no alg"] = () => Jwt.Good("""{"typ":"JWT"}""", HmacSha256),
        ["alg null"] = () => Jwt.Good("""{"alg":null}""", HmacSha256),
        ["alg of several"] = () => Jwt.Good("""{"alg":["HS256"]}""", HmacSha256),
        ["no signature"] = () => Jwt.Good(Jwt.Hs256, _ => []),
        ["half a signature"] = () => Jwt.Good(Jwt.Hs256, data => HmacSha256(data)[..16]),
        ["HS384"] = () => Jwt.Good("""{"alg":"HS384"}""", data => HMACSHA384.HashData(Key, data)),
        ["HS512"] = () => Jwt.Good("""{"alg":"HS512"}""", data => HMACSHA512.HashData(Key, data)),
        ["HS256 signed as HS512"] = () => Jwt.Good(Jwt.Hs256, data => HMACSHA512.HashData(Key, data)),
        ["RS256 of a stranger"] = () => Jwt.Good(Rs256, RsaSha256),
        ["RS256 of a stranger who brings his key"] = () => Jwt.Good("""{"alg":"RS256","jwk":{"kty":"oct","k":"AAAA"},"jku":"http://127.0.0.1:1/"}""", RsaSha256),
        ["RS256 signed with the key of the service"] = () => Jwt.Good(Rs256, HmacSha256),
        ["ES256 of a stranger"] = () => Jwt.Good("""{"alg":"ES256"}""", EcSha256),
        ["other claims than were signed"] = () => Change(Tokens.For("somebody"), 1, Jwt.Part("""{"sub":"another","exp":9999999999}""")),
        ["another header than was signed"] = () => Change(Tokens.For("somebody"), 0, Jwt.Part("""{"alg":"HS256"}""")),
        ["claims that are no JSON"] = () => Jwt.Of("sub=somebody"),
        ["claims that are no object"] = () => Jwt.Of("""["sub","somebody"]"""),
        ["claims that do not end"] = () => Jwt.Of("""{"sub":"somebody","exp":NOW+600"""),
        ["no claims"] = () => Jwt.Of(""),
        ["empty parts"] = () => "..",
        ["one part"] = () => Tokens.For("somebody").Split('.')[1],
        ["two parts"] = () => string.Join('.', Tokens.For("somebody").Split('.')[..2]),
        ["four parts"] = () => Tokens.For("somebody") + ".",
        ["five parts, as if it were encrypted"] = () => Tokens.For("somebody") + ".AAAA.AAAA",
        ["no base64"] = () => "?.*.=",
        ["10,000 characters"] = () => new string('A', 10_000),
    };

    public static TheoryData<string> WrongTokens => [.. Wrong.Keys];

    [Fact]
    public async Task A_good_token_is_let_in()
    {
        (await chat.Server.WithToken(Tokens.For("somebody")).GetAsync()).Ok();
        (await chat.Server.WithToken(Jwt.Good(Jwt.Hs256, HmacSha256)).GetAsync()).Ok();
    }

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task Any_other_token_is_a_401(string what)
    {
        var wrong = chat.Server.WithToken(null);

        var answer = await wrong.SendAsync(HttpMethod.Get, ApiClient.Base, change: request => request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Wrong[what]()}"));

        answer.ShouldBeRefused();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer garbage")]
    [InlineData("garbage")]
    [InlineData("TOKEN")]
    [InlineData("BearerTOKEN")]
    [InlineData("Bearer=TOKEN")]
    [InlineData("Bearer TOKEN TOKEN")]
    [InlineData("Bearer TOKEN,Bearer TOKEN")]
    [InlineData("Bearer \"TOKEN\"")]
    [InlineData("Token TOKEN")]
    [InlineData("Basic c29tZWJvZHk6cGFzc3dvcmQ=")]
    [InlineData("Basic TOKEN")]
    public async Task A_header_that_is_no_bearer_token_is_a_401(string header)
    {
        var answer = await CallAsync(ApiClient.Base, header.Replace("TOKEN", Tokens.For("somebody"), StringComparison.Ordinal));

        answer.ShouldBeRefused(header.TrimEnd().StartsWith("Bearer ", StringComparison.Ordinal) ? Refusals.NotValid : Refusals.NoToken);
    }

    [Fact]
    public async Task Two_headers_are_a_401() => (await CallAsync(ApiClient.Base, $"Bearer {Tokens.For("somebody")}", $"Bearer {Tokens.For("another")}")).ShouldBeRefused();

    [Fact]
    public async Task No_header_is_a_401() => (await CallAsync(ApiClient.Base)).ShouldBeRefused(Refusals.NoToken);

    [Theory]
    [InlineData("access_token")]
    [InlineData("token")]
    [InlineData("authorization")]
    public async Task A_token_in_the_address_is_a_401(string name) =>
        (await CallAsync($"{ApiClient.Base}?{name}={Tokens.For("somebody")}")).ShouldBeRefused(Refusals.NoToken);

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task The_name_of_the_scheme_is_not_compared_by_case(string scheme) =>
        (await CallAsync(ApiClient.Base, $"{scheme} {Tokens.For("somebody")}")).Ok();

    private Task<ApiAnswer> CallAsync(string path, params string[] headers) => chat.Server.WithToken(null).SendAsync(
        HttpMethod.Get, path, change: request => request.Headers.TryAddWithoutValidation("Authorization", headers));

    private static byte[] HmacSha256(byte[] data) => HMACSHA256.HashData(Key, data);

    private static byte[] RsaSha256(byte[] data)
    {
        using var key = RSA.Create(2048);
        return key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static byte[] EcSha256(byte[] data)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.SignData(data, HashAlgorithmName.SHA256);
    }

    private static string Change(string token, int part, string text)
    {
        var parts = token.Split('.');
        parts[part] = text;
        return string.Join('.', parts);
    }
}
