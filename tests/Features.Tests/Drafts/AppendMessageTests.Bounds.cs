namespace Features.Tests.Drafts;

public sealed partial class AppendMessageTests
{
    [Theory]
    [InlineData("primary", 10)]
    [InlineData("research", 20)]
    public async Task A_message_grows_to_the_limit_of_its_sessions_agent_type_and_no_further(string agentType, int limit)
    {
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["CHAT_MESSAGE_MAX_LENGTH"] = "10",
            ["Chat:Agents:research:MaxMessageLength"] = "20",
        });
        var user = host.User();
        var session = (await user.CreateAsync(agentType: agentType)).Id;
        ApiAnswer[] messages = [await user.DraftAsync(session, "👋👋"), await user.SayAsync(session, "👋👋")];
        foreach (var message in messages)
        {
            (await user.AppendAsync(session, message.Id, Calls.Repeat("👋", limit - 3))).Ok();

            (await user.AppendAsync(session, message.Id, "👋👋")).ShouldBeInvalid("delta", $"content must have at most {limit} characters");
            (await user.AppendAsync(session, message.Id, "👋")).Ok()["length"].GetInt64().ShouldBe(limit);
            (await user.AppendAsync(session, message.Id, "x")).ShouldBeInvalid("delta", $"content must have at most {limit} characters");

            (await user.ContentAsync(session, message.Id)).ShouldBe(Calls.Repeat("👋", limit));
        }
        (await user.AppendAsync(session, messages[0].Id, new string('x', 21))).ShouldBeInvalid("delta", "delta must have at most 20 characters");
    }

    [Theory]
    [InlineData("{}", "delta", "delta must be given")]
    [InlineData("""{"delta":null}""", "delta", "delta must be given")]
    [InlineData("""{"delta":7}""", "delta", "delta must be a string")]
    [InlineData("""{"delta":"\ud83d"}""", "delta", "delta must not hold U+0000 or half of a surrogate pair")]
    [InlineData("""{"delta":"\udc4b"}""", "delta", "delta must not hold U+0000 or half of a surrogate pair")]
    [InlineData("""{"delta":"\u0000"}""", "delta", "delta must not hold U+0000 or half of a surrogate pair")]
    [InlineData("""{"delta":"x","offset":-1}""", "offset", "offset must be 0 or more")]
    [InlineData("""{"delta":"x","offset":"0"}""", "offset", "offset must be an integer")]
    [InlineData("""{"delta":"x","offset":1.5}""", "offset", "offset must be an integer")]
    [InlineData("[]", "body", "body must be a JSON object")]
    public async Task What_is_wrong_in_the_body_is_a_400_that_names_it(string body, string field, string message)
    {
        var (user, session, draft) = await OpenAsync("Safe");

        (await user.RawAsync(HttpMethod.Patch, Calls.Message(session, draft.Id) + "/append", body)).ShouldBeInvalid(field, message);

        (await user.ContentAsync(session, draft.Id)).ShouldBe("Safe");
    }

    [Theory]
    [InlineData("4", true)]
    [InlineData("4.0", true)]
    [InlineData("4e0", true)]
    [InlineData("0.4E+1", true)]
    [InlineData("4.5", false)]
    [InlineData("1e30", false)]
    [InlineData("9223372036854775808", false)]
    [InlineData("true", false)]
    public async Task An_offset_is_an_integer_however_it_is_written(string offset, bool isInteger)
    {
        var (user, session, draft) = await OpenAsync("Safe");

        var answer = await user.RawAsync(HttpMethod.Patch, Calls.Message(session, draft.Id) + "/append", $$"""{"delta":"!","offset":{{offset}}}""");

        if (isInteger)
            answer.Ok()["length"].GetInt64().ShouldBe(5);
        else
            answer.ShouldBeInvalid("offset", "offset must be an integer");
    }

    [Fact]
    public async Task Without_history_a_message_grows_and_nothing_of_it_is_kept()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_ENABLE_MESSAGE_HISTORY"] = "false" }, database);
        var user = host.User();
        var session = (await user.CreateAsync()).Id;
        var draft = await user.DraftAsync(session, "secret", new { secret = true });

        (await user.AppendAsync(session, draft.Id, " secret", 6)).Ok()["length"].GetInt64().ShouldBe(13);
        (await user.AppendAsync(session, draft.Id, " secret", 6)).Ok()["length"].GetInt64().ShouldBe(13);
        (await user.AppendAsync(session, draft.Id, " secret", 7)).ShouldBeConflict("The message has 13 characters", length: 13);
        (await user.FinishAsync(session, draft.Id, new { secret = 2 })).Ok()["status"].GetString().ShouldBe("complete");

        (await user.MessagesAsync(session)).Items("messages").ShouldBeEmpty();
        foreach (var table in new[] { "chatmessage", "messagedelta", "messagedraft", "messagerevision" })
            (await MaintenanceCommands.AskAsync<long>(database, $"select count(*) from mt_doc_{table} d where d::text like '%secret%'")).ShouldBe(0, table);
    }
}
