using System.Text;
using System.Text.Json;

namespace Features.Tests.Errors;

/// <summary>What the server refuses before any middleware sees it.</summary>
public sealed class UnparsedRequestsTests(ChatFixture chat)
{
    private const string Broken =
        "The request could not be read: its first line or a header is broken; in an address, characters beyond ASCII are percent-encoded as UTF-8";

    public static TheoryData<int, string, string> Requests() => new()
    {
        { 400, Broken, "GET /api/v1/chat-sessions?search=zo\u00c3\u00ab HTTP/1.1\r\nHost: chat\r\n\r\n" }, // The bytes of UTF-8.
        { 400, Broken, "GET /api/v1/chat-sessions?search=zo\u00eb HTTP/1.1\r\nHost: chat\r\n\r\n" }, // Latin-1.
        { 400, Broken, "GET /api/v1/chat-sessions/zo\u00c3\u00ab HTTP/1.1\r\nHost: chat\r\n\r\n" },
        { 400, Broken, "GET /health/live?x=\u00ff HTTP/1.1\r\nHost: chat\r\n\r\n" },
        { 400, Broken, "GET / HTTP/1.1\r\n\r\n" },
        { 400, Broken, "GET / HTTP/1.1\r\nHost: chat\r\nNonsense\r\n\r\n" },
        { 400, Broken, "<xml/>\r\n\r\n" },
        { 414, "The address must have at most 8 KiB", $"GET /?{new string('x', 9_000)} HTTP/1.1\r\nHost: chat\r\n\r\n" },
        { 431, "There must be at most 64 headers, of 16 KiB together", $"GET / HTTP/1.1\r\nHost: chat\r\nX-Long: {new string('x', 17_000)}\r\n\r\n" },
        { 505, "The version of HTTP must be 1.0 or 1.1", "GET / HTTP/9.9\r\nHost: chat\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task It_is_answered_with_a_problem_on_a_new_connection_and_on_one_in_use(int status, string detail, string request)
    {
        foreach (var isInUse in new[] { false, true })
        {
            await using var connection = await RawConnection.OpenAsync(chat.Server.Address);
            if (isInUse)
            {
                await connection.SendLinesAsync(RawCalls.Lines("GET", "/health/live", null, ""));
                (await connection.ReadAsync()).ShouldStartWith("HTTP/1.1 200 ");
            }
            await connection.SendAsync(Encoding.Latin1.GetBytes(request));

            ShouldBeProblem(await connection.ReadAllAsync(), status, detail);
        }
    }

    [Fact]
    public async Task Raw_UTF8_in_the_query_is_refused_at_every_endpoint()
    {
        foreach (var call in MappedCall.AllOf(chat.Server))
        {
            await using var connection = await RawConnection.OpenAsync(chat.Server.Address);
            await connection.SendLinesAsync(RawCalls.Lines(call.Method.Method, call.PathTo("1").Split('?')[0] + "?search=zoë", Tokens.For("raw"), ""));

            ShouldBeProblem(await connection.ReadAllAsync(), 400, Broken);
        }
    }

    [Fact]
    public async Task Headers_that_come_too_slowly_are_as_well()
    {
        await using var server = await StartAsync("CHAT_HEADERS_TIMEOUT_SECONDS", "1");
        await using var connection = await RawConnection.OpenAsync(server.Address);

        await connection.SendLinesAsync("GET / HTTP/1.1", "Host: chat");

        ShouldBeProblem(await connection.ReadAllAsync(), 408, "The request did not arrive in time");
    }

    [Fact]
    public async Task Pages_of_other_origins_may_read_it_where_any_may_call()
    {
        await using var server = await StartAsync("CHAT_CORS_ORIGINS", "https://chat.example.com");

        (await RefusedAsync(server)).ShouldContain("Access-Control-Allow-Origin: *");
        (await RefusedAsync(chat.Server)).ShouldNotContain(line => line.StartsWith("Access-Control-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_HEAD_gets_no_body()
    {
        await using var connection = await RawConnection.OpenAsync(chat.Server.Address);
        await connection.SendLinesAsync("HEAD / HTTP/1.1", "Host: chat", "Nonsense", "");

        var answer = await connection.ReadAllAsync();

        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldEndWith("\r\n\r\n");
    }

    private static void ShouldBeProblem(string answer, int status, string detail)
    {
        var (head, body) = (RawCalls.Head(answer), RawCalls.Body(answer));
        head[0].ShouldStartWith($"HTTP/1.1 {status} ");
        string[] expected =
        [
            "Content-Type: application/problem+json", "Connection: close", $"Content-Length: {body.Length}", "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY", "Cache-Control: no-store",
        ];
        expected.ShouldBeSubsetOf(head);
        head.ShouldNotContain(line => line.StartsWith("Server:", StringComparison.OrdinalIgnoreCase));
        var problem = JsonDocument.Parse(body).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("detail").GetString().ShouldBe(detail);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        if (status == 400)
            problem.GetProperty("errors").GetProperty("request")[0].GetString().ShouldBe(detail);
    }

    private static async Task<string[]> RefusedAsync(ChatServer server)
    {
        await using var connection = await RawConnection.OpenAsync(server.Address);
        await connection.SendLinesAsync("GET /?search=zoë HTTP/1.1", "Host: chat", "Origin: https://chat.example.com", "");
        return RawCalls.Head(await connection.ReadAllAsync());
    }

    private Task<ChatServer> StartAsync(string setting, string value) =>
        ChatServer.StartAsync(chat.ConnectionString, new Dictionary<string, string?>(StringComparer.Ordinal) { [setting] = value });
}
