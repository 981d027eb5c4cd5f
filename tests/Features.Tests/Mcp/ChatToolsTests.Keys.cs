using System.Text.Json;

namespace Features.Tests.Mcp;

public sealed partial class ChatToolsTests
{
    [Fact]
    public async Task A_call_that_is_repeated_with_its_key_answers_the_same_and_posts_once()
    {
        var name = ChatServer.NewUser();
        var session = (await chat.Server.User(name).CreateAsync()).Id;
        await using var client = await chat.Server.McpAsync(Tokens.For(name));

        var first = await client.CallAsync("post_message", new { session_id = session, content = "Once", metadata = new { a = 1 }, idempotency_key = "k" });
        var again = await client.CallAsync("post_message", JsonElement.Parse($$"""{"idempotency_key": "k", "unknown": 1, "metadata": { "a": 1 }, "content": "Once", "session_id": {{session}}.0}"""));

        first.Ok();
        again.Text().ShouldBe(first.Text());
        (await chat.Server.User(name).MessagesAsync(session))["total_count"].GetInt64().ShouldBe(1);
        var created = await client.CallAsync("create_session", new { title = "Once", idempotency_key = "s" });
        (await client.CallAsync("create_session", new { title = "Once", idempotency_key = "s" })).Text().ShouldBe(created.Text());
        (await chat.Server.User(name).SessionsAsync())["total_count"].GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task Another_call_under_a_key_is_a_409_whether_it_comes_by_the_tool_or_by_the_API()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        await using var client = await chat.Server.McpAsync(Tokens.For(name));
        (await client.CallAsync("post_message", new { session_id = session, content = "Once", idempotency_key = "k" })).Ok();

        var other = (await client.CallAsync("post_message", new { session_id = session, content = "Twice", idempotency_key = "k" })).Problem();
        var byTheApi = await user.SendAsync(HttpMethod.Post, Calls.Messages(session), new StringContent("""{"content":"Once"}""", System.Text.Encoding.UTF8, "application/json"),
            request => request.Headers.Add("Idempotency-Key", "k"));

        other.ShouldBeJson(new { title = "Conflict", status = 409, detail = "This Idempotency-Key was used for another request" });
        byTheApi.Problem().ShouldBeJson(other);
        (await client.CallAsync("create_session", new { title = "Once", idempotency_key = "k" })).Problem().ShouldBeJson(other);
        (await user.MessagesAsync(session))["total_count"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Racing_calls_with_one_key_on_two_hosts_post_one_message_and_get_one_answer()
    {
        var name = ChatServer.NewUser();
        await using var otherHost = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var session = (await chat.Server.User(name).CreateAsync()).Id;
        await using var here = await chat.Server.McpAsync(Tokens.For(name));
        await using var there = await otherHost.McpAsync(Tokens.For(name), version: McpCalls.Older);

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i =>
            (i % 2 == 0 ? here : there).CallAsync("post_message", new { session_id = session, content = "Once", idempotency_key = "k" })));

        answers.Select(answer => answer.Ok().GetRawText()).Distinct().ShouldHaveSingleItem();
        (await chat.Server.User(name).MessagesAsync(session))["total_count"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task An_agent_may_by_tools_what_it_may_by_the_API_and_its_answers_are_not_the_users()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        var agent = chat.Server.Agent(name, "bot", ["primary"]);
        await using var client = await chat.Server.McpAsync(Tokens.ForAgent("bot", ["primary"]), name);
        object answer = new { session_id = session, content = "I can help", message_type = "assistant", agent_type = "primary", idempotency_key = "k" };

        (await client.CallAsync("post_message", answer)).Ok().GetProperty("posted_by").GetString().ShouldBe("bot");
        await using var usersOwn = await chat.Server.McpAsync(Tokens.For(name));
        (await usersOwn.CallAsync("post_message", answer)).Problem().GetProperty("status").GetInt32().ShouldBe(409);

        await ShouldBeTheSame("post_message", new { session_id = session, content = "As the user", idempotency_key = "1" }, Calls.Messages(session), new { content = "As the user" });
        await ShouldBeTheSame(
            "post_message",
            new { session_id = session, content = "x", message_type = "assistant", agent_type = "research", idempotency_key = "2" },
            Calls.Messages(session),
            new { content = "x", message_type = "assistant", agent_type = "research" });
        await ShouldBeTheSame("create_session", new { title = "x", agent_type = "router", idempotency_key = "3" }, ApiClient.Base, new { title = "x", agent_type = "router" });
        (await client.CallAsync("list_messages", new { session_id = session })).Ok().ShouldBeJson((await user.MessagesAsync(session)).Json);

        async Task ShouldBeTheSame(string tool, object arguments, string path, object body)
        {
            var refused = (await client.CallAsync(tool, arguments)).Problem();
            refused.GetProperty("status").GetInt32().ShouldBe(403);
            refused.ShouldBeJson((await agent.PostAsync(path, body)).Problem());
        }
    }

    [Fact]
    public async Task Post_message_posts_whole_messages_only()
    {
        var name = ChatServer.NewUser();
        var session = (await chat.Server.User(name).CreateAsync()).Id;
        await using var client = await chat.Server.McpAsync(Tokens.For(name));

        var posted = (await client.CallAsync("post_message", new { session_id = session, content = "Whole", status = "streaming", idempotency_key = "k" })).Ok();

        posted.GetProperty("status").GetString().ShouldBe("complete");
    }
}
