using System.Text.Json;

namespace Features.Tests.Messages;

public sealed partial class PostMessageTests(ChatFixture chat)
{
    private static readonly string[] AgentTypes = ["primary", "log_analysis", "research", "router"];

    public static TheoryData<string> NoMessageTypes =>
        ["\"User\"", "\"USER\"", "\"bot\"", "\"\"", "\" user\"", "\"0\"", "0", "1", "true", "{}", "[]", "[\"user\"]"];

    public static TheoryData<string> NoAgentTypes => ["\"Primary\"", "\"log-analysis\"", "\"\"", "\"user\"", "0", "1", "false", "{}", "[]"];

    [Fact]
    public async Task Content_alone_makes_a_message_of_the_user()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();

        var answer = await user.PostMessageAsync(session.Id, """{"content":"Hello, how can you help?"}""");

        answer["created_at"].ShouldBeATime().ShouldBeGreaterThanOrEqualTo(session["created_at"].ShouldBeATime());
        answer.Id.ShouldBeInRange(1, Calls.NeverAnId);
        answer.ShouldBeOk(Message(answer, session.Id, 1, "Hello, how can you help?"));
        answer.Headers.Location!.OriginalString.ShouldBe($"/api/v1/chat-sessions/{session.Id}/messages/{answer.Id}");
        (await user.MessagesAsync(session.Id)).Items("messages").Single().ShouldBeJson(answer.Json);
    }

    [Fact]
    public async Task All_fields_are_kept_as_they_are_given()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();
        var sequence = 0;

        foreach (var messageType in new[] { "user", "assistant", "system" })
        {
            foreach (var agentType in AgentTypes)
            {
                var metadata = new { timestamp = "2024-01-01T00:00:00Z", tokens = 12, agentType };
                var answer = await user.PostAsync(
                    Calls.Messages(session.Id), new { content = $"From {agentType}", message_type = messageType, agent_type = agentType, metadata });

                answer.ShouldBeOk(Message(answer, session.Id, ++sequence, $"From {agentType}", messageType, agentType, metadata));
                (await user.MessagesAsync(session.Id)).Items("messages")[^1].ShouldBeJson(answer.Json);
            }
        }
    }

    [Fact]
    public async Task Null_takes_the_default()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        var answer = await user.PostMessageAsync(session, """{"content":"Hi","message_type":null,"agent_type":null,"metadata":null}""");

        answer.ShouldBeOk(Message(answer, session, 1, "Hi"));
    }

    [Theory]
    [InlineData("user")]
    [InlineData("system")]
    public async Task Only_an_assistant_has_to_name_its_agent_type(string messageType)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        var answer = await user.PostMessageAsync(session, $$"""{"content":"Hi","message_type":"{{messageType}}"}""");

        answer.ShouldBeOk(Message(answer, session, 1, "Hi", messageType));
        foreach (var agentType in new[] { "", ""","agent_type":null""" })
        {
            (await user.PostMessageAsync(session, $$"""{"content":"Hi","message_type":"assistant"{{agentType}}}"""))
                .ShouldBeInvalid("agent_type", "agent_type must be given for an assistant message");
        }
    }

    [Fact]
    public async Task The_path_decides_and_fields_that_are_not_the_clients_are_ignored()
    {
        var user = chat.NewUser();
        var (session, other) = ((await user.CreateAsync()).Id, (await user.CreateAsync()).Id);

        foreach (var sessionId in new[] { $"{other}", "\"abc\"", "null", "{}" })
        {
            (await user.PostMessageAsync(session, $$"""
                {"session_id":{{sessionId}},"id":1,"sequence":77,"created_at":"2001-01-01T00:00:00Z","content":"Hi","extra":[{"a":null}],"author":"assistant"}
                """)).Ok()["session_id"].GetInt64().ShouldBe(session);
        }

        var messages = (await user.MessagesAsync(session)).Items("messages");
        messages.Select(message => message.GetProperty("sequence").GetInt32()).ShouldBe([1, 2, 3, 4]);
        messages.ShouldAllBe(message => message.GetProperty("created_at").ShouldBeATime() > DateTimeOffset.UtcNow.AddMinutes(-5));
        (await user.MessagesAsync(other))["total_count"].GetInt64().ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(NoMessageTypes))]
    public async Task A_message_type_is_one_of_the_three_words_exactly(string messageType)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        (await user.PostMessageAsync(session, $$"""{"content":"Hi","message_type":{{messageType}},"agent_type":"primary"}"""))
            .ShouldBeInvalid("message_type", "message_type must be one of user, assistant, system");
    }

    [Theory]
    [MemberData(nameof(NoAgentTypes))]
    public async Task An_agent_type_is_one_of_the_four_words_exactly(string agentType)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        (await user.PostMessageAsync(session, $$"""{"content":"Hi","agent_type":{{agentType}}}"""))
            .ShouldBeInvalid("agent_type", "agent_type must be one of primary, log_analysis, research, router");
    }

    [Fact]
    public async Task All_that_is_out_of_bounds_is_named_at_once()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        var answer = await user.PostMessageAsync(session, """{"content":" ","message_type":"assistant","metadata":"x"}""");

        string content = "content must hold more than white space", agentType = "agent_type must be given for an assistant message",
            metadata = "metadata must be an object";
        answer.ShouldBeInvalid($"{content}; {agentType}; {metadata}", new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["content"] = [content],
            ["agent_type"] = [agentType],
            ["metadata"] = [metadata],
        });
    }

    [Fact]
    public async Task Ids_of_messages_are_unique_among_sessions_and_users()
    {
        var seen = new HashSet<long>();
        for (var i = 0; i < 3; i++)
        {
            var user = chat.NewUser();
            var (one, other) = ((await user.CreateAsync()).Id, (await user.CreateAsync()).Id);
            for (var j = 0; j < 4; j++)
            {
                seen.Add((await user.SayAsync(one, "Hi")).Id).ShouldBeTrue();
                seen.Add((await user.SayAsync(other, "Hi")).Id).ShouldBeTrue();
            }
        }
    }

    private static object Message(
        ApiAnswer answer, long session, int sequence, string content, string messageType = "user", string? agentType = null, object? metadata = null) => new
        {
            id = answer.Id,
            session_id = session,
            content,
            message_type = messageType,
            agent_type = agentType,
            created_at = answer["created_at"],
            metadata = metadata ?? JsonSerializer.SerializeToElement(new { }),
            sequence,
            status = "complete",
            posted_by = (string?)null,
            updated_at = answer["created_at"],
            revision = 1,
            feedback = (object?)null,
        };
}
