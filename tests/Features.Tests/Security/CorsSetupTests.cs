namespace Features.Tests.Security;

public sealed class CorsSetupTests(ChatFixture chat)
{
    private const string Ours = "https://chat.example.com", AlsoOurs = "http://localhost:3000", Foreign = "https://evil.example.com";

    [Fact]
    public async Task Without_the_setting_no_page_is_let_in()
    {
        (await CallAsync(chat.Server, HttpMethod.Get, Ours, Tokens.For("somebody"))).ShouldLetNobodyIn();
        var preflight = await PreflightAsync(chat.Server, Ours);
        preflight.ShouldLetNobodyIn();
        preflight.StatusCode.ShouldBeInRange(400, 499);
    }

    [Theory]
    [InlineData(Ours)]
    [InlineData(AlsoOurs)]
    public async Task A_page_of_a_named_origin_may_ask_before_it_has_a_token(string origin)
    {
        await using var server = await StartAsync();

        var preflight = await PreflightAsync(server, origin);

        preflight.StatusCode.ShouldBe(204);
        One(preflight, "Access-Control-Allow-Origin").ShouldBe(origin);
        One(preflight, "Access-Control-Allow-Methods").ShouldBe("DELETE");
        One(preflight, "Access-Control-Allow-Headers").ShouldBe("authorization,idempotency-key");
        One(preflight, "Access-Control-Max-Age").ShouldBe("3600");
        preflight.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        preflight.ShouldBeGuarded();
    }

    [Fact]
    public async Task It_reads_answers_of_every_kind_with_the_headers_it_needs()
    {
        await using var server = await StartAsync(("CHAT_RATE_LIMIT", "1"));
        var token = Tokens.For(ChatServer.NewUser());
        ApiAnswer[] answers =
        [
            await CallAsync(server, HttpMethod.Get, Ours, token),
            await CallAsync(server, HttpMethod.Post, Ours, token),
            await CallAsync(server, HttpMethod.Get, Ours, token),
            await CallAsync(server, HttpMethod.Get, Ours, token: null),
            await CallAsync(server, HttpMethod.Get, Ours, token, "/nowhere"),
        ];

        answers.Select(answer => answer.StatusCode).ShouldBe([200, 415, 429, 401, 404]);
        foreach (var answer in answers)
        {
            One(answer, "Access-Control-Allow-Origin").ShouldBe(Ours);
            One(answer, "Access-Control-Expose-Headers").Split(',').ShouldBe(["Location", "Retry-After", "ETag", "Idempotency-Replayed"]);
            answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
            answer.ShouldBeGuarded();
        }
    }

    [Theory]
    [InlineData(Foreign)]
    [InlineData("http://chat.example.com")]
    [InlineData("https://chat.example.com:8443")]
    [InlineData("https://chat.example.com.evil.example.com")]
    [InlineData("null")]
    public async Task A_page_of_any_other_origin_is_not(string origin)
    {
        await using var server = await StartAsync();

        (await CallAsync(server, HttpMethod.Get, origin, Tokens.For("somebody"))).ShouldLetNobodyIn();
        (await PreflightAsync(server, origin)).ShouldLetNobodyIn();
    }

    [Fact]
    public async Task A_named_origin_needs_a_token_like_everybody()
    {
        await using var server = await StartAsync();

        (await CallAsync(server, HttpMethod.Get, Ours, "garbage")).ShouldBeRefused();
    }

    private Task<ChatServer> StartAsync(params (string Name, string? Value)[] settings) => ChatServer.StartAsync(
        chat.ConnectionString,
        settings.Append(("CHAT_CORS_ORIGINS", $"{Ours}, {AlsoOurs}")).ToDictionary(setting => setting.Item1, setting => setting.Item2, StringComparer.Ordinal));

    private static Task<ApiAnswer> CallAsync(ChatServer server, HttpMethod method, string origin, string? token, string path = ApiClient.Base) =>
        server.WithToken(token).SendAsync(method, path, method == HttpMethod.Post ? new StringContent("x") : null, request => request.Headers.Add("Origin", origin));

    private static Task<ApiAnswer> PreflightAsync(ChatServer server, string origin) =>
        server.WithToken(null).SendAsync(HttpMethod.Options, $"{ApiClient.Base}/1", change: request =>
        {
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Method", "DELETE");
            request.Headers.Add("Access-Control-Request-Headers", "authorization,idempotency-key");
        });

    private static string One(ApiAnswer answer, string header) => answer.Headers.GetValues(header).ShouldHaveSingleItem();
}

file static class CorsAssertions
{
    public static void ShouldLetNobodyIn(this ApiAnswer answer) =>
        answer.Headers.ShouldNotContain(header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
}
