using System.Text.Json;

namespace Features.Tests.Drafts;

public sealed partial class FinishMessageTests(ChatFixture chat)
{
    [Fact]
    public async Task A_draft_becomes_complete_with_all_that_was_appended_and_the_final_metadata()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = await user.DraftAsync(session, "One", new { model = "m", tokens = 1, nested = new { kept = true } });
        (await user.AppendAsync(session, draft.Id, " two")).Ok();
        await user.SayAsync(session, "Meanwhile");
        var before = await user.StatsAsync();

        var finished = await user.FinishAsync(session, draft.Id, new { tokens = 2, nested = new { whole = true }, done = (string?)null });

        finished.ShouldBeOk(draft.Json.With(
            ("content", "One two"),
            ("status", "complete"),
            ("metadata", new { model = "m", tokens = 2, nested = new { whole = true } }),
            ("updated_at", finished["updated_at"])));
        finished["updated_at"].ShouldBeATime().ShouldBeGreaterThan(draft["updated_at"].ShouldBeATime());
        (await user.MessageAsync(session, draft.Id)).Json.ShouldBeJson(finished.Json);
        (await user.RevisionsAsync(session, draft.Id)).ShouldBeEmpty();
        var bare = await user.BareSessionAsync(session);
        bare["updated_at"].GetString().ShouldBe(finished["updated_at"].GetString());
        bare["message_count"].GetInt64().ShouldBe(2);
        (await user.StatsAsync()).Body.ShouldBe(before.Body);
    }

    [Fact]
    public async Task Nothing_is_left_of_the_parts()
    {
        await using var behind = new Behind(chat.ConnectionString);
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.DraftAsync(session)).Id;
        for (var n = 0; n < 3; n++)
            (await user.AppendAsync(session, draft, "x")).Ok();
        (await behind.AskAsync<long>("select count(*) from mt_doc_messagedelta where message_id = $1", draft)).ShouldBe(3);

        (await user.FinishAsync(session, draft)).Ok();

        (await behind.AskAsync<long>("select count(*) from mt_doc_messagedelta where message_id = $1", draft)).ShouldBe(0);
        (await behind.AskAsync<long>("select count(*) from mt_doc_messagedraft where id = $1", draft)).ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"metadata":null}""")]
    [InlineData("""{"metadata":{},"status":"interrupted","content":"ignored"}""")]
    public async Task The_body_may_say_nothing_and_the_same_call_again_changes_nothing(string? body)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = await user.DraftAsync(session, "Hi", new { a = 1 });

        var finished = (await FinishAsync()).Ok();

        finished.Json.ShouldBeJson(draft.Json.With(("status", "complete"), ("updated_at", finished["updated_at"])));
        (await FinishAsync()).Ok().Json.ShouldBeJson(finished.Json);
        (await user.FinishAsync(session, draft.Id, new { late = true })).Ok().Json.ShouldBeJson(finished.Json);

        Task<ApiAnswer> FinishAsync() => user.SendAsync(
            HttpMethod.Post, Calls.Message(session, draft.Id) + "/finish", body is null ? null : new StringContent(body, null, "application/json"));
    }

    [Fact]
    public async Task An_interrupted_message_is_a_409_and_stays_interrupted()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = await user.DraftAsync(session, "Half");
        var aborted = (await user.AbortAsync(session, draft.Id)).Ok();

        (await user.FinishAsync(session, draft.Id, new { a = 1 })).ShouldBeConflict("The message was interrupted; post another one");

        (await user.MessageAsync(session, draft.Id)).Json.ShouldBeJson(aborted.Json);
    }

    [Fact]
    public async Task Metadata_that_is_too_large_when_merged_is_a_400_and_the_draft_goes_on()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = await user.DraftAsync(session, "Hi", new { a = new string('a', 40_000) });

        var refused = await user.FinishAsync(session, draft.Id, new { b = new string('b', 40_000) });

        refused.StatusCode.ShouldBe(400, refused.Body);
        refused["errors"].EnumerateObject().Select(error => error.Name).ShouldBe(["metadata"]);
        (await user.AppendAsync(session, draft.Id, "!")).Ok()["status"].GetString().ShouldBe("streaming");
        var finished = (await user.FinishAsync(session, draft.Id, new { a = new string('c', 40_000) })).Ok();
        finished["metadata"].GetProperty("a").GetString().ShouldBe(new string('c', 40_000));
    }

    [Theory]
    [InlineData("""{"metadata":[]}""", "metadata", "metadata must be an object")]
    [InlineData("[]", "body", "body must be a JSON object")]
    [InlineData("{", "body", "body is not valid JSON at line 1, byte 2")]
    public async Task What_is_wrong_in_the_body_is_a_400_that_names_it(string body, string field, string message)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = await user.DraftAsync(session, "Hi");

        (await user.RawAsync(HttpMethod.Post, Calls.Message(session, draft.Id) + "/finish", body)).ShouldBeInvalid(field, message);

        (await user.MessageAsync(session, draft.Id)).Json.ShouldBeJson(draft.Json);
    }

    [Fact]
    public async Task Numbers_and_texts_of_metadata_survive_the_merge_as_they_are()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        const string kept = """
            "big":12345678901234567890123,"exact":1.50,"text":"é👋\"\\</script>","list":[1,{"a":null}]
            """;
        var draft = (await user.PostMessageAsync(session, $$"""{"content":"","status":"streaming","metadata":{ {{kept}} } }""")).Ok();

        var finished = (await user.FinishAsync(session, draft.Id, new { more = 1 })).Ok();

        var expected = JsonSerializer.Deserialize<JsonElement>($$"""{ {{kept}}, "more": 1 }""");
        JsonElement.DeepEquals(finished["metadata"], expected).ShouldBeTrue(finished.Body);
        (await user.MessageAsync(session, draft.Id)).Json.ShouldBeJson(finished.Json);
    }

    [Fact]
    public async Task A_message_of_another_session_or_user_is_not_there()
    {
        var (owner, stranger) = (chat.NewUser(), chat.NewUser());
        var (session, other) = ((await owner.CreateAsync()).Id, (await owner.CreateAsync()).Id);
        var draft = await owner.DraftAsync(session, "Mine");

        (await owner.FinishAsync(other, draft.Id)).ShouldBeNoMessage();
        (await owner.FinishAsync(session, Calls.NeverAnId)).ShouldBeNoMessage();
        (await stranger.FinishAsync(session, draft.Id)).ShouldBeNoSession();

        (await owner.MessageAsync(session, draft.Id)).Json.ShouldBeJson(draft.Json);
    }

    [Fact]
    public async Task Of_finish_and_abort_at_once_on_two_hosts_one_wins()
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var name = ChatServer.NewUser();
        var (one, other) = (chat.Server.User(name), second.User(name));
        var session = (await one.CreateAsync()).Id;
        for (var round = 0; round < 8; round++)
        {
            var draft = (await one.DraftAsync(session, "Whole")).Id;

            var answers = await Task.WhenAll(one.FinishAsync(session, draft), other.AbortAsync(session, draft));

            answers.Select(answer => answer.StatusCode).ShouldBe([200, 409], ignoreOrder: true);
            (await one.MessageAsync(session, draft)).Json.ShouldBeJson(answers.Single(answer => answer.StatusCode == 200).Json);
        }
    }
}
