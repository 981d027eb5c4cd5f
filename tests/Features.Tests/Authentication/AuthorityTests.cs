using System.Security.Cryptography;
using System.Text;

namespace Features.Tests.Authentication;

public sealed class AuthorityTests(ChatFixture chat)
{
    private static readonly Dictionary<string, Func<SigningKey, byte[]>> WaysToMistakeAPublicKeyForASecret = new(StringComparer.Ordinal)
    {
        ["the DER"] = key => key.Spki,
        ["the PEM"] = key => Encoding.UTF8.GetBytes(PemEncoding.WriteString("PUBLIC KEY", key.Spki)),
        ["the PEM with a line end"] = key => Encoding.UTF8.GetBytes(PemEncoding.WriteString("PUBLIC KEY", key.Spki) + "\n"),
        ["the modulus"] = key => Convert.FromBase64String(key.Public["n"].Replace('-', '+').Replace('_', '/') + "=="),
        ["the modulus as it is written"] = key => Encoding.UTF8.GetBytes(key.Public["n"]),
        ["the id"] = key => Encoding.UTF8.GetBytes(key.Id),
    };

    public static TheoryData<string> Mistakes => [.. WaysToMistakeAPublicKeyForASecret.Keys];

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public async Task A_token_signed_with_a_published_key_is_let_in(string algorithm)
    {
        await using var authority = await Authority.StartAsync(SigningKey.Rsa(), SigningKey.Of(algorithm));
        await using var host = await authority.StartHostAsync(chat);

        var session = await host.WithToken(authority.Token(authority.Keys[1])).CreateAsync();

        session["user_id"].GetString().ShouldBe("somebody");
    }

    [Fact]
    public async Task Any_other_token_is_a_401()
    {
        var (rsa, ec, stranger) = (SigningKey.Rsa(), SigningKey.Ec(), SigningKey.Rsa());
        await using var authority = await Authority.StartAsync(rsa, ec);
        await using var host = await authority.StartHostAsync(chat);
        (await host.WithToken(authority.Token()).GetAsync()).Ok();
        string[] wrong =
        [
            authority.Token(stranger),
            authority.Token(stranger with { Id = rsa.Id }),
            authority.Token(rsa with { Id = ec.Id }),
            authority.Token(ec with { Id = rsa.Id }),
            authority.Token(rsa with { Algorithm = "none", Sign = _ => [] }),
            authority.Token(rsa with { Algorithm = "RS384" }),
            authority.Token(stranger, ",\"exp\":NOW-31"),
            authority.Token(stranger with { Id = rsa.Id }, ",\"exp\":NOW-31"),
            authority.Token(stranger with { Id = "" }, ",\"exp\":NOW-31"),
            authority.Token(rsa, ",\"nbf\":NOW+60"),
            authority.Token(rsa, ",\"sub\":\"another\""),
            Authority.TokenWith("\"jti\":\"1\"", rsa),
            Authority.TokenWith("\"iss\":\"\"", rsa),
            Authority.TokenWith($"\"iss\":\"{authority.Issuer}/\"", rsa),
            Authority.TokenWith("\"iss\":\"https://other.example\"", rsa),
            Tokens.For("somebody"),
            "garbage",
        ];

        foreach (var token in wrong)
            (await host.WithToken(token).GetAsync()).ShouldBeRefused();
        (await host.WithToken(null).GetAsync()).ShouldBeRefused(Refusals.NoToken);
        (await host.WithToken(authority.Token(rsa, ",\"exp\":NOW-31")).GetAsync()).ShouldBeRefused(Refusals.Expired);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_public_key_is_never_taken_as_a_secret(string what)
    {
        var key = SigningKey.Rsa();
        await using var authority = await Authority.StartAsync(key);
        await using var host = await authority.StartHostAsync(chat);
        var secret = WaysToMistakeAPublicKeyForASecret[what](key);

        foreach (var kid in new[] { key.Id, "other" })
        {
            var forged = key with { Id = kid, Algorithm = "HS256", Sign = data => HMACSHA256.HashData(secret, data) };
            (await host.WithToken(authority.Token(forged)).GetAsync()).ShouldBeRefused();
        }
        (await host.WithToken(authority.Token()).GetAsync()).Ok();
    }

    [Fact]
    public async Task A_published_key_that_is_named_must_be_the_one_and_else_any_of_them_will_do()
    {
        var (rsa, ec) = (SigningKey.Rsa(), SigningKey.Ec());
        await using var authority = await Authority.StartAsync(rsa, ec);
        await using var host = await authority.StartHostAsync(chat);

        (await host.WithToken(authority.Token(ec with { Id = "" })).GetAsync()).Ok();
        (await host.WithToken(authority.Token(ec with { Id = "unknown" })).GetAsync()).Ok();
        (await host.WithToken(authority.Token(ec with { Id = rsa.Id })).GetAsync()).ShouldBeRefused();
        (await host.WithToken(authority.Token(SigningKey.Ec() with { Id = "" })).GetAsync()).ShouldBeRefused();
        (await host.WithToken(authority.Token(SigningKey.Ec() with { Id = "../" + ec.Id })).GetAsync()).ShouldBeRefused();
    }

    [Fact]
    public async Task A_published_key_that_is_too_short_signs_nothing()
    {
        var shortKey = SigningKey.Rsa(bits: 1024);
        await using var authority = await Authority.StartAsync(SigningKey.Rsa(), shortKey);
        await using var host = await authority.StartHostAsync(chat);

        (await host.WithToken(authority.Token(shortKey)).GetAsync()).ShouldBeRefused();
        (await host.WithToken(authority.Token()).GetAsync()).Ok();
    }

    [Fact]
    public async Task The_audience_is_checked_where_it_is_set()
    {
        await using var authority = await Authority.StartAsync(SigningKey.Ec());
        await using var host = await authority.StartHostAsync(chat, audience: "chat");

        (await host.WithToken(authority.Token(claims: ",\"aud\":\"chat\"")).GetAsync()).Ok();
        (await host.WithToken(authority.Token(claims: ",\"aud\":[\"other\",\"chat\"]")).GetAsync()).Ok();
        (await host.WithToken(authority.Token(claims: ",\"aud\":\"other\"")).GetAsync()).ShouldBeRefused();
        (await host.WithToken(authority.Token()).GetAsync()).ShouldBeRefused();
    }
}
