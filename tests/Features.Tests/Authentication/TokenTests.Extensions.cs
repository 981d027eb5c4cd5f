using System.Security.Cryptography;

namespace Features.Tests.Authentication;

/// <summary>The service understands no extension of JWS, so <c>crit</c>, which names those that must be understood, refuses a token (RFC 7515, 4.1.11).</summary>
public sealed partial class TokenTests
{
    /// <summary>Further members of a token's header.</summary>
    public static TheoryData<string> Critical =>
    [
        "\"crit\":[\"exp\"],\"exp\":9999999999",
        "\"crit\":[\"http://example.invalid/undefined\"],\"http://example.invalid/undefined\":true",
        "\"crit\":[\"b64\"],\"b64\":true",
        "\"crit\":[\"b64\"],\"b64\":false",
        "\"crit\":[\"not-there\"]",
        "\"crit\":[\"alg\"]",
        "\"crit\":[\"x\",\"x\"],\"x\":1",
        "\"crit\":[]",
        "\"crit\":[7]",
        "\"crit\":[\"\"]",
        "\"crit\":null",
        "\"crit\":\"x\",\"x\":1",
        "\"crit\":true",
        "\"crit\":{\"x\":1}",
        "\"cr\\u0069t\":[\"x\"],\"x\":1",
        "\"crit\":[\"x\"],\"crit\":[]",
    ];

    [Theory]
    [MemberData(nameof(Critical))]
    public async Task A_token_with_critical_extensions_is_a_401(string members)
    {
        (await chat.Server.WithToken(Tokens.For("somebody")).GetAsync()).Ok();
        var critical = chat.Server.WithToken(Jwt.Good($$"""{"alg":"HS256","typ":"JWT",{{members}}}""", HmacSha256));

        foreach (var _ in new[] { "new", "seen before" })
            (await critical.GetAsync()).ShouldBeRefused();
    }

    [Fact]
    public async Task An_authoritys_token_with_critical_extensions_is_a_401()
    {
        var key = SigningKey.Rsa();
        await using var authority = await Authority.StartAsync(key);
        await using var host = await authority.StartHostAsync(chat);
        (await host.WithToken(authority.Token()).GetAsync()).Ok();

        foreach (var kid in new[] { key.Id, "unknown" })
        {
            foreach (var members in Critical.Select(row => row.Data))
            {
                var token = Jwt.Signed($$"""{"sub":"somebody","exp":NOW+600,"iss":"{{authority.Issuer}}"}""", $$"""{"alg":"RS256","kid":"{{kid}}",{{members}}}""", key.Sign);
                (await host.WithToken(token).GetAsync()).ShouldBeRefused();
            }
        }
    }

    [Theory]
    [InlineData("\"x\":1")]
    [InlineData("\"Crit\":[\"x\"]")]
    [InlineData("\"x\":{\"crit\":[\"x\"]}")]
    public async Task Other_members_of_the_header_are_ignored(string members) =>
        (await chat.Server.WithToken(Jwt.Good($$"""{"alg":"HS256",{{members}}}""", HmacSha256)).GetAsync()).Ok();

    [Theory]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{"alg":"HS256","kid":"unknown"}""")]
    [InlineData("""{"alg":"HS256","kid":""}""")]
    [InlineData("""{"alg":"RS256","kid":"unknown"}""")]
    [InlineData("""{"alg":"none"}""")]
    public async Task An_expired_token_that_is_not_signed_by_the_service_is_not_told_that_it_expired(string header)
    {
        var forged = Jwt.Signed("""{"sub":"somebody","exp":NOW-31}""", header, data => HMACSHA256.HashData("another-key-of-more-than-thirty-two-bytes"u8, data));

        (await chat.Server.WithToken(forged).GetAsync()).ShouldBeRefused();
    }

    [Fact]
    public async Task A_token_that_expires_while_it_is_in_use_is_told_so()
    {
        var token = Jwt.Of("""{"sub":"somebody","exp":NOW-28}""");
        (await chat.Server.WithToken(token).GetAsync()).Ok();

        await Eventually.HoldsAsync("the token is refused", async () => (await chat.Server.WithToken(token).GetAsync()).StatusCode == 401);

        (await chat.Server.WithToken(token).GetAsync()).ShouldBeRefused(Refusals.Expired);
    }
}
