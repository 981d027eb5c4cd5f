using System.Text.Json;
using Features.Tests.OpenApi;
using ModelContextProtocol.Client;

namespace Features.Tests.Mcp;

public sealed partial class ChatToolsTests(ChatFixture chat)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(McpCalls.Newest)]
    [InlineData(McpCalls.Older)]
    [InlineData(null)]
    public async Task There_are_six_tools_that_say_what_they_do(string? version)
    {
        await using var client = await chat.Server.McpAsync(Tokens.For(ChatServer.NewUser()), version: version);

        var tools = await client.ListToolsAsync(cancellationToken: Token);

        tools.Select(tool => tool.Name).ShouldBe(["list_sessions", "create_session", "get_context", "list_messages", "search_messages", "post_message"], ignoreOrder: true);
        foreach (var tool in tools.Select(tool => tool.ProtocolTool))
        {
            tool.Description.ShouldNotBeNull().Length.ShouldBeGreaterThan(100, tool.Name);
            tool.Title.ShouldNotBeNullOrWhiteSpace();
            var hints = tool.Annotations.ShouldNotBeNull();
            hints.ReadOnlyHint.ShouldBe(tool.Name is not ("create_session" or "post_message"), tool.Name);
            hints.DestructiveHint.ShouldBe(tool.Name == "create_session", tool.Name);
            hints.IdempotentHint.ShouldBe(true);
            hints.OpenWorldHint.ShouldBe(false);
            foreach (var argument in tool.InputSchema.GetProperty("properties").EnumerateObject())
                argument.Value.GetProperty("description").GetString().ShouldNotBeNullOrWhiteSpace($"{tool.Name} {argument.Name}");
            tool.OutputSchema.ShouldNotBeNull().GetRawText().ShouldNotContain("$ref");
            tool.OutputSchema.Value.GetProperty("type").GetString().ShouldBe("object");
        }
        client.ServerInstructions.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Arguments_have_the_types_bounds_and_defaults_of_the_API()
    {
        await using var client = await chat.Server.McpAsync(Tokens.For(ChatServer.NewUser()));
        var tools = (await client.ListToolsAsync(cancellationToken: Token)).ToDictionary(tool => tool.Name, tool => tool.JsonSchema, StringComparer.Ordinal);

        tools["get_context"].ShouldBeJson(new
        {
            type = "object",
            required = new[] { "session_id", "max_tokens" },
            properties = new
            {
                session_id = new { type = "integer", minimum = 1, maximum = Calls.NeverAnId, description = "The session's id." },
                max_tokens = new { type = "integer", minimum = 1, maximum = 1_000_000, description = "Most tokens of the messages together." },
            },
        });
        Argument("list_sessions", "page_size").ShouldBeJson(new { type = "integer", minimum = 1, maximum = 100, @default = 10, description = "Most sessions on a page." });
        Argument("list_messages", "message_type").GetProperty("enum").ShouldBeJson(new[] { "user", "assistant", "system" });
        Argument("search_messages", "from").GetProperty("format").GetString().ShouldBe("date-time");
        Argument("post_message", "metadata").GetProperty("type").GetString().ShouldBe("object");
        Argument("post_message", "content").GetProperty("maxLength").GetInt32().ShouldBe(10_000);
        Required("list_sessions").ShouldBeEmpty();
        Required("search_messages").ShouldBe(["q"]);
        Required("create_session").ShouldBe(["title", "idempotency_key"], ignoreOrder: true);
        Required("post_message").ShouldBe(["session_id", "content", "idempotency_key"], ignoreOrder: true);
        tools["post_message"].GetProperty("properties").EnumerateObject().Select(argument => argument.Name)
            .ShouldBe(["session_id", "content", "idempotency_key", "message_type", "agent_type", "metadata"]);

        JsonElement Argument(string tool, string name) => tools[tool].GetProperty("properties").GetProperty(name);
        string[] Required(string tool) => tools[tool].TryGetProperty("required", out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];
    }

    [Theory]
    [InlineData(McpCalls.Newest)]
    [InlineData(McpCalls.Older)]
    public async Task A_conversation_by_tools_is_that_of_the_API_and_each_answer_has_the_shape_that_its_tool_declares(string version)
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        await using var client = await chat.Server.McpAsync(Tokens.For(name), version: version);
        var shapes = await ShapesAsync(client);

        var session = await Checked("create_session", new { title = " By a tool ", agent_type = "research", metadata = new { a = new[] { 1, 2 } }, idempotency_key = "s" });
        var id = session.GetProperty("id").GetInt64();
        session.ShouldBeJson((await user.SessionsAsync()).Items("sessions")[0]);
        session.GetProperty("title").GetString().ShouldBe("By a tool");
        var posted = await Checked("post_message", new { session_id = id, content = "Where is my zebra?", metadata = new { tokens = 9 }, idempotency_key = "m1" });
        posted.ShouldBeJson((await user.GetAsync(Calls.Message(id, posted.GetProperty("id").GetInt64()))).Ok().Json);
        var answer = await Checked("post_message", new { session_id = id, content = "At the zoo", message_type = "assistant", agent_type = "research", idempotency_key = "m2" });
        answer.GetProperty("sequence").GetInt64().ShouldBe(2);

        (await Checked("list_sessions", new { agent_type = "research", is_active = true, search = "tool" })).ShouldBeJson((await user.SessionsAsync("?agent_type=research&is_active=true&search=tool")).Json);
        (await Checked("list_sessions", new { limit = 1 })).ShouldBeJson((await user.SessionsAsync("?limit=1")).Json);
        (await Checked("list_messages", new { session_id = id })).ShouldBeJson((await user.MessagesAsync(id)).Json);
        (await Checked("list_messages", new { session_id = id, after_sequence = 1, limit = 5.0 })).ShouldBeJson((await user.MessagesAsync(id, "?after_sequence=1&limit=5")).Json);
        (await Checked("get_context", new { session_id = id, max_tokens = 1000 })).ShouldBeJson((await user.GetAsync($"{Calls.Path(id)}/context?max_tokens=1000")).Ok().Json);
        (await Checked("search_messages", new { q = "zebra", from = "2020-01-01T00:00:00Z" })).ShouldBeJson((await user.GetAsync($"{ApiClient.Base}/search?q=zebra&from=2020-01-01T00:00:00Z")).Ok().Json);

        async Task<JsonElement> Checked(string tool, object arguments)
        {
            var result = (await client.CallAsync(tool, arguments)).Ok();
            shapes(tool, result).ShouldBeEmpty(tool);
            return result;
        }
    }

    [Fact]
    public async Task Over_the_limit_of_active_sessions_the_answer_names_the_one_that_became_inactive()
    {
        await using var client = await chat.Server.McpAsync(Tokens.For(ChatServer.NewUser()));
        var first = 0L;
        for (var i = 0; i < 5; i++)
        {
            var id = (await client.CallAsync("create_session", new { title = "One of five", idempotency_key = $"{i}" })).Ok().GetProperty("id").GetInt64();
            first = first == 0 ? id : first;
        }

        var sixth = (await client.CallAsync("create_session", new { title = "The sixth", idempotency_key = "5" })).Ok();

        sixth.GetProperty("deactivated_session_ids").ShouldBeJson(new[] { first });
    }

    /// <summary>The errors of an answer, or of a problem, of a tool.</summary>
    private async Task<Func<string, JsonElement, IReadOnlyList<string>>> ShapesAsync(McpClient client)
    {
        var check = new SchemaCheck(await ApiDocument.ReadAsync(chat.Server));
        var tools = (await client.ListToolsAsync(cancellationToken: Token)).ToDictionary(tool => tool.Name, tool => tool.ReturnJsonSchema!.Value.GetProperty("anyOf"), StringComparer.Ordinal);
        return (tool, result) => check.Problems(tools[tool][result.TryGetProperty("traceId", out _) ? 1 : 0], result);
    }
}
