using System.Net;

namespace Features.Tests.Endpoints;

/// <summary>Clients that send their whole body before they read get their answer.</summary>
public sealed class BodyDrainTests(ChatFixture chat)
{
    private const int Huge = 20_000_000;
    private const string Json = "Content-Type: application/json";

    /// <summary>Calls that are refused in different places: status, method, path, whether with a token, and a header.</summary>
    public static TheoryData<int, string, string, bool, string> Refusals()
    {
        (int Status, string Method, string Path, bool HasToken, string Header)[] refusals =
        [
            (413, "POST", ApiClient.Base, true, Json),
            (413, "POST", ApiClient.Base, true, $"{Json}\r\nIdempotency-Key: key"),
            (401, "POST", ApiClient.Base, false, Json),
            (401, "POST", ApiClient.Base, false, $"{Json}\r\nIdempotency-Key: key"),
            (403, "POST", ApiClient.Base, true, $"{Json}\r\nOn-Behalf-Of: alice"),
            (404, "POST", "/nowhere", false, Json),
            (404, "PUT", $"{ApiClient.Base}/none", true, Json),
            (405, "PATCH", ApiClient.Base, true, Json),
            (405, "POST", "/health/live", false, Json),
            (415, "POST", ApiClient.Base, true, "Content-Type: text/plain"),
            (200, "GET", ApiClient.Base, true, Json),
            (200, "GET", "/health/live", false, Json),
        ];
        var data = new TheoryData<int, string, string, bool, string>();
        foreach (var (status, method, path, hasToken, header) in refusals)
            data.Add(status, method, path, hasToken, header);
        return data;
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task The_answer_to_a_huge_body_is_read_after_the_body_was_sent(int status, string method, string path, bool hasToken, string header)
    {
        foreach (var isChunked in new[] { false, true })
        {
            await using var connection = await RawConnection.OpenAsync(chat.Server.Address);

            await connection.SendHugeAsync(RawCalls.Lines(method, path, hasToken ? Tokens.For(ChatServer.NewUser()) : null, header), Huge, isChunked);

            var answer = await connection.ReadAsync();
            answer.ShouldStartWith($"HTTP/1.1 {status} ", Case.Sensitive, $"chunked: {isChunked}");
            answer.TrimEnd('\r', '\n', '0').ShouldEndWith("}");
            if (!isChunked || status == 413)
                RawCalls.Head(answer).ShouldContain("Connection: close");
        }
    }

    [Fact]
    public async Task So_it_is_at_every_endpoint()
    {
        var token = Tokens.For(ChatServer.NewUser());
        var calls = MappedCall.AllOf(chat.Server).Where(call => !call.Pattern.EndsWith("/events", StringComparison.Ordinal)).ToList();

        foreach (var call in calls)
        {
            foreach (var isChunked in new[] { false, true })
            {
                await using var connection = await RawConnection.OpenAsync(chat.Server.Address);

                await connection.SendHugeAsync(RawCalls.Lines(call.Method.Method, call.Path(Calls.NeverAnId, Calls.NeverAnId), token, Json), Huge, isChunked);

                (await connection.ReadAsync()).ShouldMatch(call.Body is null ? "^HTTP/1.1 (200|404) " : "^HTTP/1.1 413 ", call.ToString());
            }
        }
    }

    [Fact]
    public async Task Over_the_rate_limit_too()
    {
        await using var server = await StartAsync(("CHAT_ANONYMOUS_RATE_LIMIT", "1"));
        for (var i = 0; i < 3; i++)
            await server.WithToken(null).GetAsync();
        await using var connection = await RawConnection.OpenAsync(server.Address);

        await connection.SendHugeAsync(RawCalls.Lines("POST", ApiClient.Base, null, Json), Huge, isChunked: false);

        (await connection.ReadAsync()).ShouldStartWith("HTTP/1.1 429 ");
    }

    [Fact]
    public async Task Who_asks_first_is_not_asked_to_send()
    {
        foreach (var key in new[] { "X-Another: 1", "Idempotency-Key: key" })
        {
            await using var connection = await RawConnection.OpenAsync(chat.Server.Address);

            await connection.SendLinesAsync(RawCalls.Lines("POST", ApiClient.Base, Tokens.For("asking"), Json, key, $"Content-Length: {Huge}", "Expect: 100-continue", ""));

            (await connection.ReadAsync()).ShouldStartWith("HTTP/1.1 413 ");
        }
    }

    [Fact]
    public async Task A_body_that_does_not_come_ends_the_connection()
    {
        await using var server = await StartAsync(("CHAT_DATA_RATE_GRACE_SECONDS", "2"));
        await using var connection = await RawConnection.OpenAsync(server.Address);

        await connection.SendLinesAsync(RawCalls.Lines("POST", ApiClient.Base, null, Json, $"Content-Length: {Huge}", "", "{"));

        (await connection.ReadAsync()).ShouldStartWith("HTTP/1.1 401 ");
        await connection.EndsAsync();
    }

    [Fact]
    public async Task A_connection_whose_small_body_was_not_read_is_used_again()
    {
        await using var connection = await RawConnection.OpenAsync(chat.Server.Address);
        foreach (var body in new[] { "Content-Length: 2\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" })
        {
            await connection.SendLinesAsync(RawCalls.Lines("POST", ApiClient.Base, null, Json));
            await connection.SendAsync(body);

            (await connection.ReadAsync()).ShouldStartWith("HTTP/1.1 401 ");
        }
    }

    [Fact]
    public async Task A_client_with_one_connection_calls_on_after_a_body_over_the_limit()
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = chat.Server.Address };
        var user = new ApiClient(http, Tokens.For(ChatServer.NewUser()));
        for (var i = 0; i < 50; i++)
        {
            (await user.RawAsync(HttpMethod.Post, ApiClient.Base, new byte[(1024 * 1024) + 1])).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            (await user.GetAsync()).Ok();
        }
    }

    private Task<ChatServer> StartAsync(params (string Name, string? Value)[] settings) =>
        ChatServer.StartAsync(chat.ConnectionString, settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal));
}
