using System.Text.Json;
using ModelContextProtocol;

namespace Features.Tests.Mcp;

public sealed partial class ChatToolsTests
{
    // Arguments, in which SESSION is a session, and the same call of the API.
    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "list_sessions", """{"agent_type":"poet"}""", "GET ?agent_type=poet", "" },
        { "list_sessions", """{"page_size":101}""", "GET ?page_size=101", "" },
        { "list_sessions", """{"page":1,"limit":0,"after":""}""", "GET ?page=1&limit=0&after=", "" },
        { "create_session", """{"title":"  ","idempotency_key":"1"}""", "POST ", """{"title":"  "}""" },
        { "create_session", """{"idempotency_key":"1"}""", "POST ", "{}" },
        { "create_session", """{"title":["x"],"idempotency_key":"1"}""", "POST ", """{"title":["x"]}""" },
        { "create_session", """{"title":"x","metadata":3,"idempotency_key":"1"}""", "POST ", """{"title":"x","metadata":3}""" },
        { "get_context", """{"session_id":SESSION}""", "GET /SESSION/context", "" },
        { "get_context", """{"session_id":SESSION,"max_tokens":0}""", "GET /SESSION/context?max_tokens=0", "" },
        { "get_context", """{"session_id":9007199254740991,"max_tokens":1}""", "GET /9007199254740991/context?max_tokens=1", "" },
        { "list_messages", """{"session_id":0}""", "GET /0/messages", "" },
        { "list_messages", """{"session_id":-1}""", "GET /-1/messages", "" },
        { "list_messages", """{"session_id":9007199254740992}""", "GET /9007199254740992/messages", "" },
        { "list_messages", """{"session_id":SESSION,"after_sequence":1,"page":1}""", "GET /SESSION/messages?after_sequence=1&page=1", "" },
        { "search_messages", "{}", "GET /search", "" },
        { "search_messages", """{"q":"!"}""", "GET /search?q=!", "" },
        { "search_messages", """{"q":"x","cursor":"?"}""", "GET /search?q=x&cursor=%3F", "" },
        { "post_message", """{"session_id":SESSION,"idempotency_key":"1"}""", "POST /SESSION/messages", "{}" },
        { "post_message", """{"session_id":SESSION,"content":"x","message_type":"assistant","idempotency_key":"1"}""", "POST /SESSION/messages", """{"content":"x","message_type":"assistant"}""" },
        { "post_message", """{"session_id":SESSION,"content":"x","role":"assistant","idempotency_key":"1"}""", "POST /SESSION/messages", """{"content":"x","role":"assistant"}""" },
        { "post_message", """{"session_id":SESSION,"content":7,"idempotency_key":"1"}""", "POST /SESSION/messages", """{"content":7}""" },
        { "post_message", """{"session_id":9007199254740991,"content":"x","idempotency_key":"1"}""", "POST /9007199254740991/messages", """{"content":"x"}""" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_call_is_an_error_of_the_tool_with_the_problem_of_the_API(string tool, string arguments, string call, string body)
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = $"{(await user.CreateAsync()).Id}";
        await using var client = await chat.Server.McpAsync(Tokens.For(name));
        var (method, path) = (call.Split(' ')[0], ApiClient.Base + call.Split(' ')[1].Replace("SESSION", session, StringComparison.Ordinal));
        var expected = await user.SendAsync(new HttpMethod(method), path, body.Length == 0 ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        var result = await client.CallAsync(tool, JsonElement.Parse(arguments.Replace("SESSION", session, StringComparison.Ordinal)));

        result.Problem().ShouldBeJson(expected.Problem());
        (await ShapesAsync(client))(tool, result.StructuredContent!.Value).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("list_messages", """{"session_id":"7"}""", "session_id must be an integer")]
    [InlineData("list_messages", """{"session_id":null}""", "session_id must be an integer")]
    [InlineData("list_messages", "{}", "session_id must be given")]
    [InlineData("list_messages", """{"session_id":1.5}""", "session_id must be an integer")]
    [InlineData("list_sessions", """{"is_active":"yes"}""", "is_active must be true or false")]
    [InlineData("search_messages", """{"q":"x","to":"yesterday"}""", "to must be a time of RFC 3339, such as 2026-01-31T18:30:00Z")]
    [InlineData("search_messages", """{"q":"x","from":20260101}""", "from must be a time of RFC 3339, such as 2026-01-31T18:30:00Z")]
    [InlineData("post_message", """{"session_id":1,"content":"x"}""", "idempotency_key must be given")]
    [InlineData("post_message", """{"session_id":1,"content":"x","idempotency_key":""}""", "idempotency_key must be 1 to 255 printable ASCII characters")]
    [InlineData("post_message", """{"session_id":1,"content":"x","idempotency_key":"schlüssel"}""", "idempotency_key must be 1 to 255 printable ASCII characters")]
    [InlineData("create_session", """{"title":"x","idempotency_key":5}""", "idempotency_key must be a string")]
    public async Task An_argument_of_a_wrong_type_is_named(string tool, string arguments, string detail)
    {
        await using var client = await chat.Server.McpAsync(Tokens.For(ChatServer.NewUser()));

        var problem = (await client.CallAsync(tool, JsonElement.Parse(arguments))).Problem();

        problem.ShouldBeJson(new { title = "Bad Request", status = 400, detail, errors = new Dictionary<string, string[]>(StringComparer.Ordinal) { [detail.Split(' ')[0]] = [detail] } });
    }

    [Fact]
    public async Task A_session_of_another_user_is_one_that_never_was()
    {
        var session = (await chat.NewUser().CreateAsync("A zebra")).Id;
        await using var client = await chat.Server.McpAsync(Tokens.For(ChatServer.NewUser()));

        foreach (var (tool, of) in new (string, Func<long, object>)[]
        {
            ("get_context", id => new { session_id = id, max_tokens = 10 }),
            ("list_messages", id => new { session_id = id }),
            ("post_message", id => new { session_id = id, content = "Mine", idempotency_key = Guid.NewGuid() }),
        })
        {
            var foreign = (await client.CallAsync(tool, of(session))).Problem();
            foreign.ShouldBeJson(new { title = "Not Found", status = 404, detail = "Chat session not found" });
            (await client.CallAsync(tool, of(Calls.NeverAnId))).Problem().ShouldBeJson(foreign);
        }
        (await client.CallAsync("search_messages", new { q = "zebra" })).Ok().GetProperty("hits").GetArrayLength().ShouldBe(0);
        (await client.CallAsync("list_sessions", new { })).Ok().GetProperty("total_count").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task An_unknown_tool_is_an_error_of_the_protocol()
    {
        await using var client = await chat.Server.McpAsync(Tokens.For(ChatServer.NewUser()));

        var error = await Should.ThrowAsync<McpProtocolException>(() => client.CallAsync("erase_everything", new { }));

        error.ErrorCode.ShouldBe(McpErrorCode.InvalidParams);
        error.Message.ShouldContain("Unknown tool: 'erase_everything'");
    }

    [Theory]
    [InlineData(McpCalls.Newest)]
    [InlineData(McpCalls.Older)]
    public async Task A_user_who_is_held_gets_a_503_in_time_and_goes_on_afterwards(string version)
    {
        await using var behind = new Behind(chat.ConnectionString);
        var name = ChatServer.NewUser();
        var session = (await chat.Server.User(name).CreateAsync()).Id;
        await using var client = await chat.Server.McpAsync(Tokens.For(name), version: version);
        object message = new { session_id = session, content = "Once", idempotency_key = "k" };

        await using (await behind.HoldAsync(name))
        {
            var problem = (await client.CallAsync("post_message", message)).Problem();
            problem.GetProperty("status").GetInt32().ShouldBe(503);
            problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldEndWith("try again shortly");
        }

        (await client.CallAsync("post_message", message)).Ok().GetProperty("sequence").GetInt64().ShouldBe(1);
        (await client.CallAsync("list_messages", new { session_id = session })).Ok().GetProperty("total_count").GetInt64().ShouldBe(1);
    }
}
