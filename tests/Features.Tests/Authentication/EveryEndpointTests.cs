using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Features.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Authentication;

/// <summary>What the application maps is what is called here: a new slice is covered without being named.</summary>
public sealed partial class EveryEndpointTests(ChatFixture chat)
{
    /// <summary>All that may be called without a token.</summary>
    private static readonly string[] Public = ["/health/live", "/health/ready", "/openapi/v1.json"];

    public static TheoryData<string> WrongTokens => [.. Wrong.Keys];

    private static readonly Dictionary<string, Func<string?>> Wrong = new(StringComparer.Ordinal)
    {
        ["no token"] = () => null,
        ["an expired token"] = () => Jwt.Of("""{"sub":"somebody","exp":NOW-31}"""),
        ["a token of another key"] = () => Jwt.Good(Jwt.Hs256, data => HMACSHA256.HashData("another-key-of-more-than-thirty-two-bytes"u8, data)),
        ["a token without sub"] = () => Jwt.Of("""{"exp":NOW+600}"""),
    };

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task Every_endpoint_but_the_public_ones_answers_401(string token)
    {
        var calls = Calls();

        foreach (var (method, path) in calls)
            (await chat.Server.WithToken(Wrong[token]()).SendAsync(method, path)).ShouldBeRefused();
    }

    [Fact]
    public async Task With_a_good_token_none_of_them_answers_401()
    {
        var user = chat.NewUser();

        foreach (var (method, path) in Calls())
            (await user.SendAsync(method, path)).StatusCode.ShouldBeOneOf(200, 400, 404);
    }

    [Fact]
    public async Task The_public_ones_ask_nobody_for_a_token()
    {
        foreach (var path in Public)
        {
            (await chat.Server.WithToken(null).GetAsync(path)).Ok();
            (await chat.Server.WithToken("garbage").GetAsync(path)).Ok();
        }
    }

    private List<(HttpMethod Method, string Path)> Calls()
    {
        var calls = chat.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => Methods(endpoint).Select(method => (new HttpMethod(method), Path(endpoint))))
            .Where(call => !Public.Contains(call.Item2, StringComparer.Ordinal))
            .ToList();
        calls.Count.ShouldBeGreaterThanOrEqualTo(8);
        return calls;
    }

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } named ? named : ["GET", "POST"];

    private static string Path(RouteEndpoint endpoint) => Parameter().Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), "1");

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
