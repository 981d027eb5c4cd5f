using Chat.Host.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Security;

/// <summary>Forwarded headers count only from named proxies.</summary>
public sealed class ProxySetupTests(ChatFixture chat)
{
    private const string Loopback = "127.0.0.1";

    [Theory]
    [InlineData(Loopback, "203.0.113.1", "203.0.113.1", true)]
    [InlineData(Loopback, "203.0.113.1", "203.0.113.2", false)]
    [InlineData("127.0.0.0/8, 10.0.0.0/8", "203.0.113.1, 10.1.1.1", "203.0.113.1, 10.2.2.2", true)]
    [InlineData("127.0.0.0/8", "198.51.100.1, 203.0.113.1", "198.51.100.2, 203.0.113.1", true)]
    [InlineData(Loopback, "2001:db8:1:2::1", "2001:db8:1:2:ffff::1", true)]
    [InlineData(Loopback, "2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData(Loopback, "::ffff:203.0.113.1", "203.0.113.1", true)]
    [InlineData(Loopback, "::ffff:203.0.113.1", "::ffff:203.0.113.2", false)]
    [InlineData("10.0.0.0/8", "203.0.113.1", "203.0.113.2", true)]
    [InlineData(null, "203.0.113.1", "203.0.113.2", true)]
    public async Task Callers_are_told_apart_by_the_address_that_a_named_proxy_tells(string? proxies, string first, string second, bool areOne)
    {
        await using var server = await StartAsync(proxies, ("CHAT_ANONYMOUS_RATE_LIMIT", "1"));
        await EmptyAsync(server, first);

        (await CallAsync(server, second)).ShouldBe(areOne ? 429 : 401);
    }

    [Theory]
    [InlineData("203.0.113.1", "203.0.113.1", true)]
    [InlineData("203.0.113.1", "203.0.113.2", false)]
    [InlineData("::ffff:203.0.113.1", "203.0.113.1", true)]
    [InlineData("2001:db8::1", "2001:db8::ffff:0:0:1", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    public void An_IPv6_caller_is_its_first_64_bits(string first, string second, bool areOne) =>
        (Caller.At(System.Net.IPAddress.Parse(first)) == Caller.At(System.Net.IPAddress.Parse(second))).ShouldBe(areOne);

    [Theory]
    [InlineData(Loopback, "https", true)]
    [InlineData(Loopback, "http", false)]
    [InlineData("10.0.0.0/8", "https", false)]
    [InlineData("", "https", false)]
    public async Task Browsers_are_held_to_HTTPS_where_a_named_proxy_speaks_it(string proxies, string scheme, bool expected)
    {
        await using var server = await StartAsync(proxies);
        foreach (var path in new[] { ApiClient.Base, "/nowhere", "/health/live", "/docs/index.html" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Forwarded-Proto", scheme);
            request.Headers.Add("X-Forwarded-For", "203.0.113.1");
            using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            answer.Headers.TryGetValues("Strict-Transport-Security", out var values);
            (values ?? []).ShouldBe(expected ? ["max-age=31536000"] : []);
        }
    }

    [Fact]
    public async Task The_variable_of_the_framework_that_believes_everybody_is_not_obeyed()
    {
        await using var server = await StartAsync(null, ("ForwardedHeaders_Enabled", "true"), ("CHAT_ANONYMOUS_RATE_LIMIT", "1"));
        await EmptyAsync(server, "203.0.113.1");

        (await CallAsync(server, "203.0.113.2")).ShouldBe(429);
    }

    private Task<ChatServer> StartAsync(string? proxies, params (string Name, string? Value)[] settings) => ChatServer.StartAsync(
        chat.ConnectionString,
        settings.Append(("CHAT_TRUSTED_PROXIES", proxies)).ToDictionary(setting => setting.Item1, setting => setting.Item2, StringComparer.Ordinal),
        builder => builder.Services.AddSingleton<TimeProvider>(new ManualTime(DateTimeOffset.UtcNow)));

    /// <summary>Uses up the limit of one address.</summary>
    private static async Task EmptyAsync(ChatServer server, string forwardedFor)
    {
        int[] answers = [await CallAsync(server, forwardedFor), await CallAsync(server, forwardedFor), await CallAsync(server, forwardedFor)];
        answers.ShouldBe([401, 401, 429]);
    }

    private static async Task<int> CallAsync(ChatServer server, string forwardedFor) =>
        (await server.WithToken(null).SendAsync(HttpMethod.Get, ApiClient.Base, change: request => request.Headers.Add("X-Forwarded-For", forwardedFor))).StatusCode;
}
