namespace Features.Tests.Messages;

public sealed partial class PostMessageTests
{
    [Fact]
    public async Task The_longest_message_is_configured_and_overridden_by_the_agent_type_of_the_session()
    {
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["CHAT_MESSAGE_MAX_LENGTH"] = "10",
            ["Chat:Agents:research:MaxMessageLength"] = "20",
            ["Chat:Agents:router:MaxMessageLength"] = "5",
        });
        var user = host.User();

        foreach (var (agentType, limit) in new[] { ("primary", 10), ("log_analysis", 10), ("research", 20), ("router", 5) })
        {
            var session = (await user.CreateAsync(agentType: agentType)).Id;
            var content = Calls.Repeat("👋", limit);
            (await user.SayAsync(session, content))["content"].GetString().ShouldBe(content);
            // The agent type of the message has no effect.
            foreach (var speaker in new[] { null, "research", "router" })
            {
                (await user.PostAsync(Calls.Messages(session), new { content = content + "x", agent_type = speaker }))
                    .ShouldBeInvalid("content", $"content must have at most {limit} characters");
            }
            (await user.SessionAsync(session))["message_count"].GetInt64().ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_message_too_long_for_the_session_of_another_user_answers_404_like_an_id_that_never_was()
    {
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Chat:Agents:router:MaxMessageLength"] = "5",
        });
        var session = (await host.User().CreateAsync(agentType: "router")).Id;
        var stranger = host.User();

        var answer = await stranger.PostAsync(Calls.Messages(session), new { content = "Too long" });

        answer.ShouldBeNoSession();
        answer.ShouldBeTheSameAs(await stranger.PostAsync(Calls.Messages(Calls.NeverAnId), new { content = "Too long" }));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("False")]
    [InlineData("0")]
    public async Task Without_history_messages_are_accepted_counted_and_answered_but_not_kept(string setting)
    {
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_ENABLE_MESSAGE_HISTORY"] = setting });
        var user = host.User();
        var session = (await user.CreateAsync()).Id;

        for (var i = 1; i <= 3; i++)
        {
            var answer = await user.SayAsync(session, $"Message {i}", metadata: new { i });
            answer.ShouldBeOk(Message(answer, session, i, $"Message {i}", metadata: new { i }));
        }

        var found = await user.SessionAsync(session);
        found["message_count"].GetInt64().ShouldBe(3);
        found["messages"].ShouldBeJson(Array.Empty<object>());
        foreach (var query in new[] { "", "?message_type=user", "?page_size=200" })
        {
            var list = await user.MessagesAsync(session, query);
            list["messages"].ShouldBeJson(Array.Empty<object>());
            list["total_count"].GetInt64().ShouldBe(0);
            list["has_next"].GetBoolean().ShouldBeFalse();
        }
        (await user.StatsAsync())["total_messages"].GetInt64().ShouldBe(3);
    }

    [Fact]
    public async Task Without_history_neither_content_nor_metadata_is_anywhere_in_the_database()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await chat.StartHostAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_ENABLE_MESSAGE_HISTORY"] = "false" }, database);
        var user = host.User();
        var session = (await user.CreateAsync("findable")).Id;
        await user.SayAsync(session, "unfindable", metadata: new { unfindable = "unfindable" });

        await using var behind = new Behind(database);
        (await RowsWithAsync("findable")).ShouldBeGreaterThan(0);
        (await RowsWithAsync("unfindable")).ShouldBe(0);

        async Task<long> RowsWithAsync(string text)
        {
            var found = 0L;
            foreach (var table in new[] { "mt_doc_chatsession", "mt_doc_chatmessage", "mt_doc_userstats", "mt_events", "mt_streams" })
                found += await behind.AskAsync<long>($"select count(*) from {table} as t where strpos(t::text, $1) > 0", text);
            return found;
        }
    }
}
