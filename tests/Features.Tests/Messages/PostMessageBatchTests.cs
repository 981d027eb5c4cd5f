using System.Text.Json;

namespace Features.Tests.Messages;

public sealed partial class PostMessageBatchTests(ChatFixture chat)
{
    [Fact]
    public async Task All_messages_are_stored_as_if_they_were_posted_one_by_one()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "Before");

        var answer = (await user.PostBatchAsync(session, [
            new { content = " One " },
            new { content = "Two", message_type = "assistant", agent_type = "research", metadata = new { a = new[] { 1.5 } } },
            new { content = "", message_type = "assistant", agent_type = "router", status = "streaming" },
            new { content = "Four", message_type = "system", metadata = (object?)null },
        ])).Ok();

        answer.ShouldBeGuarded();
        answer.Json.EnumerateObject().Select(member => member.Name).ShouldBe(["messages"]);
        var messages = answer.Items("messages");
        messages.Select(message => message.GetProperty("sequence").GetInt64()).ShouldBe([2, 3, 4, 5]);
        messages.Select(message => message.GetProperty("content").GetString()).ShouldBe([" One ", "Two", "", "Four"]);
        messages.Select(message => message.GetProperty("message_type").GetString()).ShouldBe(["user", "assistant", "assistant", "system"]);
        messages.Select(message => message.GetProperty("agent_type").GetString()).ShouldBe([null, "research", "router", null]);
        messages.Select(message => message.GetProperty("status").GetString()).ShouldBe(["complete", "complete", "streaming", "complete"]);
        messages[1].GetProperty("metadata").ShouldBeJson(new { a = new[] { 1.5 } });
        messages[3].GetProperty("metadata").ShouldBeJson(new { });
        var listed = await user.MessagesAsync(session, "?after_sequence=1");
        listed["messages"].ShouldBeJson(answer["messages"]);
        foreach (var (type, count) in new[] { ("user", 2), ("assistant", 2), ("system", 1) })
            (await user.MessagesAsync(session, $"?message_type={type}"))["total_count"].GetInt32().ShouldBe(count);
        var view = await UserView.ReadAsync(user);
        view.ShouldAgree();
        view.Sessions.Single().GetProperty("last_message_at").GetString().ShouldBe(messages[3].GetProperty("created_at").GetString());
        (await user.SayAsync(session, "After"))["sequence"].GetInt64().ShouldBe(6);
    }

    [Fact]
    public async Task Its_location_lists_exactly_its_messages()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "Before");

        var answer = await user.PostBatchAsync(session, Enumerable.Range(0, 100).Select(i => new { content = $"{i}" }));
        await user.SayAsync(session, "After");

        (await user.GetAsync(answer.Headers.Location!.ToString())).Ok()["messages"].ShouldBeJson(answer["messages"]);
    }

    [Fact]
    public async Task One_to_a_hundred_messages_are_taken()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        foreach (var count in new[] { 1, 100 })
            (await user.PostBatchAsync(session, Enumerable.Repeat(new { content = "x" }, count))).Ok().Items("messages").Count.ShouldBe(count);
        foreach (var count in new[] { 0, 101 })
            (await user.PostBatchAsync(session, Enumerable.Repeat(new { content = "x" }, count))).ShouldBeInvalid("messages", "messages must hold 1 to 100 messages");
        (await user.SessionAsync(session))["message_count"].GetInt64().ShouldBe(101);
    }

    [Theory]
    [InlineData("""{}""", "messages", "messages must be given")]
    [InlineData("""{"messages":null}""", "messages", "messages must be given")]
    [InlineData("""[{"content":"a"}]""", "body", "body must be a JSON object, with the list as messages")]
    [InlineData("7", "body", "body must be a JSON object, with the list as messages")]
    [InlineData("""{"messages":{}}""", "messages", "messages must be a list, given once")]
    [InlineData("""{"messages":[{"content":"a"},null]}""", "messages[1]", "messages must hold objects only")]
    [InlineData("""{"messages":[{"content":"a"},7]}""", "messages[1]", "messages[1] must be an object that holds no member twice")]
    [InlineData("""{"messages":[{"content":"a"}],"messages":[]}""", "messages", "messages must be a list, given once")]
    [InlineData("""{"messages":[{"content":"a"},{}]}""", "messages[1].content", "content must be given")]
    [InlineData("""{"messages":[{"content":"a"},{"content":" "}]}""", "messages[1].content", "content must hold more than white space")]
    [InlineData("""{"messages":[{"content":"a"},{"content":7}]}""", "messages[1].content", "content must be a string")]
    [InlineData("""{"messages":[{"content":"a","message_type":"bot"}]}""", "messages[0].message_type", "message_type must be one of user, assistant, system")]
    [InlineData("""{"messages":[{"content":"a","message_type":"assistant"}]}""", "messages[0].agent_type", "agent_type must be given for an assistant message")]
    [InlineData("""{"messages":[{"content":"a","metadata":"x"}]}""", "messages[0].metadata", "metadata must be an object")]
    [InlineData("""{"messages":[{"content":"a","content":"b"}]}""", "messages[0].content", "content must be given once, and hold no member twice")]
    [InlineData("""{"messages":[{"content":"\u0000"}]}""", "messages", "messages must not hold U+0000 or half of a surrogate pair")]
    public async Task What_is_wrong_is_named_by_its_message_and_nothing_is_stored(string body, string field, string problem)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        (await user.RawAsync(HttpMethod.Post, LoopCalls.Batch(session), body)).ShouldBeInvalid(field, problem);

        (await user.SessionAsync(session))["message_count"].GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task All_that_is_wrong_is_named_at_once()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        var answer = await user.PostBatchAsync(session, [new { content = "" }, new { content = "x" }, new { content = "x", metadata = new[] { 1 } }]);

        string content = "content must hold more than white space", metadata = "metadata must be an object";
        answer.ShouldBeInvalid($"{content}; {metadata}", new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["messages[0].content"] = [content],
            ["messages[2].metadata"] = [metadata],
        });
    }

    [Fact]
    public async Task A_message_too_long_for_the_session_is_named_and_none_of_the_batch_is_stored()
    {
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Chat:Agents:router:MaxMessageLength"] = "5" });
        var user = host.User();
        var session = (await user.CreateAsync(agentType: "router")).Id;

        (await user.PostBatchAsync(session, [new { content = "12345" }, new { content = "123456" }]))
            .ShouldBeInvalid("messages[1].content", "content must have at most 5 characters");

        (await user.SessionAsync(session))["message_count"].GetInt64().ShouldBe(0);
        (await user.MessagesAsync(session))["total_count"].GetInt64().ShouldBe(0);
        (await user.PostBatchAsync(session, [new { content = "👋👋👋👋👋" }])).Ok();
    }

    [Fact]
    public async Task A_body_has_at_most_a_mebibyte()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var body = JsonSerializer.Serialize(new { messages = Enumerable.Repeat(new { content = new string('x', 10_000) }, 100) });

        (await user.RawAsync(HttpMethod.Post, LoopCalls.Batch(session), body.PadRight(1024 * 1024))).Ok();
        (await user.RawAsync(HttpMethod.Post, LoopCalls.Batch(session), body.PadRight(1024 * 1024 + 1))).StatusCode.ShouldBe(413);
    }
}
