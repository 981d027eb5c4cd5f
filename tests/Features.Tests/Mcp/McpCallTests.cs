using System.Text;
using System.Text.Json;

namespace Features.Tests.Mcp;

/// <summary>Bodies that no good client sends.</summary>
public sealed class McpCallTests(ChatFixture chat)
{
    private const string Path = "/mcp";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "application/json", "body is not valid JSON at line 1, byte 1")]
    [InlineData("{", "application/json", "body is not valid JSON at line 1, byte 2")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}""", "application/json", null)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","name":"b"}}""", "application/json", null)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_sessions","arguments":{"search":"\u0000"}}}""", "application/json", "params must not hold U+0000 or half of a surrogate pair")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""", "application/json", "method must not hold U+0000 or half of a surrogate pair")]
    public async Task What_is_no_JSON_is_the_problem_of_the_API(string body, string type, string? detail)
    {
        var answer = await chat.NewUser().RawAsync(HttpMethod.Post, Path, body, type);

        answer.ShouldBeAnError();
        answer.StatusCode.ShouldBe(400);
        if (detail is not null)
            answer["detail"].GetString().ShouldBe(detail);
    }

    [Fact]
    public async Task Other_bytes_types_and_sizes_are_refused_as_by_the_API()
    {
        var user = chat.NewUser();
        (await user.RawAsync(HttpMethod.Post, Path, [.. "{\"jsonrpc\":\""u8, 0xff, .. "\"}"u8])).ShouldBeInvalid("body", "body is not valid UTF-8");
        (await user.RawAsync(HttpMethod.Post, Path, "{}", "text/plain")).ShouldBeProblem(415, "Unsupported Media Type", "The body must be JSON, sent as application/json");
        (await user.RawAsync(HttpMethod.Post, Path, [], mediaType: null)).ShouldBeAnError();
        (await user.RawAsync(HttpMethod.Post, Path, Call("list_sessions", $$"""{"search":"{{new string('x', 1024 * 1024)}}"}"""))).ShouldBeProblem(413, "Payload Too Large", "The body must have at most 1 MiB");
        (await user.RawAsync(HttpMethod.Post, Path, Call("list_sessions", $$"""{"search":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}"""))).ShouldBeNoJson();
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"tools/list"},{"jsonrpc":"2.0","id":2,"method":"tools/list"}]""")]
    [InlineData("""null""")]
    [InlineData("""7""")]
    [InlineData("""{}""")]
    [InlineData("""{"jsonrpc":"1.0","id":1,"method":"tools/list"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"tools/list"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"tools/list"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""")]
    public async Task What_is_no_single_message_is_a_400(string body) =>
        (await chat.NewUser().RawAsync(HttpMethod.Post, Path, body)).ShouldBeInvalid("body", "body must be one message of JSON-RPC 2.0");

    [Theory]
    [InlineData("""{"id":1,"method":"tools/list"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"tools/list"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1e400,"method":"tools/list"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":""}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"nothing"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":[]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":7,"capabilities":{},"clientInfo":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":7}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":null}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":7}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":null}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_sessions","arguments":[]}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_sessions","arguments":"x"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_sessions","_meta":7}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_sessions","_meta":{"progressToken":{}}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_sessions","_meta":{"io.modelcontextprotocol/protocolVersion":7}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_sessions","_meta":{"io.modelcontextprotocol/clientInfo":7}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_sessions","inputResponses":7}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"loud"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"completion/complete","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":7}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":7}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"reason":"x"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""")]
    public async Task Other_messages_are_answered_in_time_without_a_failure_of_the_service_and_without_its_insides(string body)
    {
        foreach (var version in new[] { null, McpCalls.Older, McpCalls.Newest })
        {
            var answer = await SendAsync(chat.Server, Tokens.For(ChatServer.NewUser()), body, version);

            var text = $"{version} {answer.StatusCode}: {answer.Body}";
            answer.StatusCode.ShouldBeOneOf([200, 202, 400, 404], text);
            answer.ShouldTellNothing();
            text.ShouldNotContain("An error occurred", customMessage: text);
            text.ShouldNotContain("-32603", customMessage: text);
            text.ShouldNotContain("Something went wrong", customMessage: text);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":"list_sessions"}""")]
    [InlineData("[[1]]")]
    [InlineData("\"LONG\"")]
    public async Task A_member_that_a_message_does_not_have_is_left_out(string value)
    {
        var call = Call("list_sessions", "{}");
        var body = $"{{\"unknown\":{value.Replace("LONG", new string('x', 100_000), StringComparison.Ordinal)},{call[1..]}";

        var answer = await SendAsync(chat.Server, Tokens.For(ChatServer.NewUser()), body, McpCalls.Older);

        answer.StatusCode.ShouldBe(200, answer.Body);
        answer.Body.ShouldContain("\"total_count\":0");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("text/html")]
    public async Task Accept_is_not_looked_at_and_the_length_of_the_answer_is_told(string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(Call("list_sessions", "{}"), Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {Tokens.For(ChatServer.NewUser())}");
        if (accept is not null)
            request.Headers.Add("Accept", accept);

        using var answer = await chat.Server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);

        ((int)answer.StatusCode).ShouldBe(200);
        answer.Content.Headers.ContentLength.ShouldNotBeNull();
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("\"total_count\":0");
    }

    [Fact]
    public async Task The_largest_message_and_the_deepest_metadata_pass_and_more_is_the_problem_of_the_API()
    {
        var name = ChatServer.NewUser();
        var session = (await chat.Server.User(name).CreateAsync()).Id;
        await using var client = await chat.Server.McpAsync(Tokens.For(name));
        var deep = JsonElement.Parse(Calls.Repeat("""{"a":""", 32) + "1" + new string('}', 32));
        var deeper = JsonElement.Parse(Calls.Repeat("""{"a":""", 33) + "1" + new string('}', 33));
        var text = Calls.Repeat("🦓", 10_000);

        (await client.CallAsync("post_message", new { session_id = session, content = text, metadata = deep, idempotency_key = "1" })).Ok().GetProperty("content").GetString().ShouldBe(text);
        foreach (var body in new[] { new { content = text + "x", metadata = deep }, new { content = "x", metadata = deeper } })
        {
            var expected = await chat.Server.User(name).PostAsync(Calls.Messages(session), body);
            (await client.CallAsync("post_message", new { session_id = session, body.content, body.metadata, idempotency_key = "2" })).Problem().ShouldBeJson(expected.Problem());
        }
    }

    private static string Call(string tool, string arguments) =>
        $$$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{{tool}}}}","arguments":{{{{arguments}}}}}}""";

    private static async Task<ApiAnswer> SendAsync(ChatServer server, string token, string body, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {token}");
        if (version is not null)
            request.Headers.Add("MCP-Protocol-Version", version);
        using var answer = await server.Http.SendAsync(request, Token);
        return new ApiAnswer(answer.StatusCode, answer.Headers, answer.Content.Headers, await answer.Content.ReadAsStringAsync(Token));
    }
}
