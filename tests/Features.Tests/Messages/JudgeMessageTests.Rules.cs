using System.Text.Json;
using Features.Tests.EntityTags;

namespace Features.Tests.Messages;

public sealed partial class JudgeMessageTests
{
    [Theory]
    [InlineData("""{"rating": "good"}""", "rating", "rating must be one of up, down")]
    [InlineData("""{"rating": 1}""", "rating", "rating must be one of up, down")]
    [InlineData("""{"comment": "Why"}""", "comment", "comment must not be given without a rating")]
    [InlineData("""{"rating": "up", "comment": " "}""", "comment", "comment must hold more than white space")]
    [InlineData("""{"rating": null, "comment": "Why"}""", "comment", "comment must not be given without a rating")]
    public async Task Feedback_that_is_none_is_a_400(string body, string field, string message)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var path = Calls.Message(session, (await user.SayAsync(session, "Hi")).Id) + "/feedback";

        (await user.RawAsync(HttpMethod.Put, path, body)).ShouldBeInvalid(field, message);
    }

    [Fact]
    public async Task A_comment_has_at_most_2000_code_points()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = (await user.SayAsync(session, "Hi")).Id;
        var most = Calls.Repeat("👍", 2_000);

        (await JudgeAsync(user, session, message, new { rating = "up", comment = most + "!" })).ShouldBeInvalid("comment", "comment must have at most 2000 characters");
        (await JudgeAsync(user, session, message, new { rating = "up", comment = most })).Ok()["feedback"].GetProperty("comment").GetString().ShouldBe(most);
    }

    [Fact]
    public async Task A_streaming_and_a_deleted_message_take_none_an_interrupted_one_does()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var (draft, gone) = ((await user.DraftAsync(session, "Half")).Id, (await user.SayAsync(session, "Gone")).Id);
        (await user.DeleteAsync(Calls.Message(session, gone))).Ok();

        (await JudgeAsync(user, session, draft, new { rating = "up" })).ShouldBeConflict("The message is streaming; finish it or give it up first");
        (await JudgeAsync(user, session, gone, new { rating = "up" })).ShouldBeConflict("The message was deleted");
        (await user.AppendAsync(session, draft, " more")).Ok();
        (await user.AbortAsync(session, draft)).Ok();
        var judged = (await JudgeAsync(user, session, draft, new { rating = "down" })).Ok();
        (judged["status"].GetString(), judged["content"].GetString()).ShouldBe(("interrupted", "Half more"));
    }

    [Fact]
    public async Task An_agent_may_not_even_on_its_own_message()
    {
        var name = ChatServer.NewUser();
        var (user, agent) = (chat.Server.User(name), chat.Server.Agent(name, "bot"));
        var session = (await user.CreateAsync()).Id;
        var own = (await agent.SayAsync(session, "Its", "assistant", "primary")).Id;

        (await JudgeAsync(agent, session, own, new { rating = "up" })).StatusCode.ShouldBe(403);
        (await JudgeAsync(user, session, own, new { rating = "up" })).Ok();
        (await agent.MessageAsync(session, own))["feedback"].GetProperty("rating").GetString().ShouldBe("up");
    }

    [Fact]
    public async Task Of_two_who_judge_the_same_state_one_is_told_that_it_changed()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "Hi");
        var path = Calls.Message(session, message.Id) + "/feedback";

        (await user.SendIfAsync(HttpMethod.Put, path, message.Tag(), """{"rating": "up"}""")).Ok();
        (await user.SendIfAsync(HttpMethod.Put, path, message.Tag(), """{"rating": "down"}""")).ShouldBeChangedSince();
    }

    [Fact]
    public async Task With_a_deletion_it_is_gone_from_every_table_and_no_longer_counted()
    {
        var secret = "secret" + Guid.NewGuid().ToString("N");
        await using var behind = new Behind(chat.ConnectionString);
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var (gone, removed) = ((await user.SayAsync(session, "Gone")).Id, (await user.SayAsync(session, "Stays")).Id);
        (await JudgeAsync(user, session, gone, new { rating = "up", comment = secret })).Ok();
        (await user.EditAsync(session, gone, new { content = "Still" })).Ok();
        (await JudgeAsync(user, session, removed, new { rating = "down", comment = secret })).Ok();
        (await user.EditAsync(session, removed, new { content = "Stays still" })).Ok();
        (await CountAsync()).ShouldBe(2);

        (await user.DeleteAsync(Calls.Message(session, gone))).Ok()["feedback"].ValueKind.ShouldBe(JsonValueKind.Null);
        (await user.StatsAsync())["feedback"].ShouldBeJson(new { up = 0, down = 1 });
        (await JudgeAsync(user, session, removed, new { rating = (string?)null })).Ok();

        (await user.StatsAsync())["feedback"].ShouldBeJson(new { up = 0, down = 0 });
        (await CountAsync()).ShouldBe(0);

        Task<long> CountAsync() => behind.AskAsync<long>("""
            select (select count(*) from mt_doc_chatmessage d where d::text like $1) + (select count(*) from mt_doc_messagerevision d where d::text like $1)
              + (select count(*) from mt_events d where d::text like $1) + (select count(*) from mt_doc_chatsession d where d::text like $1)
            """, $"%{secret}%");
    }

    [Fact]
    public async Task Statistics_are_exact_when_many_judge_and_delete_at_once_and_after_a_rebuild()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var sessions = new[] { (await user.CreateAsync()).Id, (await user.CreateAsync(agentType: "research")).Id };
        var messages = new List<(long Session, long Id)>();
        for (var i = 0; i < 8; i++)
            messages.Add((sessions[i % 2], (await user.SayAsync(sessions[i % 2], "Hi")).Id));

        await Task.WhenAll(Enumerable.Range(0, 80).Select(async i =>
        {
            var (session, id) = messages[i % messages.Count];
            var answer = i is > 60 and < 64
                ? await user.DeleteAsync(Calls.Message(session, id))
                : await JudgeAsync(user, session, id, new { rating = (((i / 8 * 7) + i) % 3) switch { 0 => "up", 1 => "down", _ => null } });
            answer.StatusCode.ShouldBeOneOf(200, 409);
        }));

        await ShouldAgreeAsync();
        (await chat.Server.ProjectionsAsync("verify", name)).ExitCode.ShouldBe(0);
        (await chat.Server.ProjectionsAsync("rebuild", name)).ExitCode.ShouldBe(0);
        await ShouldAgreeAsync();

        async Task ShouldAgreeAsync()
        {
            var ratings = new List<string?>();
            foreach (var session in sessions)
                ratings.AddRange((await user.MessagesAsync(session)).Items("messages").Select(RatingOf));
            (await user.StatsAsync())["feedback"].ShouldBeJson(new { up = ratings.Count(rating => rating == "up"), down = ratings.Count(rating => rating == "down") });
        }
    }

    [Fact]
    public async Task When_its_session_is_purged_it_is_counted_no_more()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await PurgeHost.StartAsync(database);
        var user = host.Server.User("ada");
        var (gone, kept) = ((await user.CreateAsync()).Id, (await user.CreateAsync()).Id);
        foreach (var session in new[] { gone, gone, kept })
            (await JudgeAsync(user, session, (await user.SayAsync(session, "Hi")).Id, new { rating = "up" })).Ok();
        (await JudgeAsync(user, gone, (await user.SayAsync(gone, "Hi")).Id, new { rating = "down" })).Ok();
        (await user.StatsAsync())["feedback"].ShouldBeJson(new { up = 3, down = 1 });
        (await user.DeleteAsync(Calls.Path(gone))).Ok();
        host.Time.Shift(PurgeHost.Days30);

        (await host.PurgeAsync()).Sessions.ShouldBe(1);

        (await user.StatsAsync())["feedback"].ShouldBeJson(new { up = 1, down = 0 });
        (await host.Server.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
        (await host.Server.ProjectionsAsync("rebuild")).ExitCode.ShouldBe(0);
        (await user.StatsAsync())["feedback"].ShouldBeJson(new { up = 1, down = 0 });
    }

    [Fact]
    public async Task Without_message_history_the_rating_is_kept_and_the_comment_is_not()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database, new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_ENABLE_MESSAGE_HISTORY"] = "false" });
        await using var behind = new Behind(database);
        var user = server.User("ada");
        var session = (await user.CreateAsync()).Id;

        (await JudgeAsync(user, session, (await user.SayAsync(session, "Hi")).Id, new { rating = "up", comment = "A secret" })).Ok();

        (await user.StatsAsync())["feedback"].ShouldBeJson(new { up = 1, down = 0 });
        (await behind.AskAsync<long>("select count(*) from mt_doc_chatmessage where data::text like '%secret%' or data -> 'feedback' ->> 'rating' is null")).ShouldBe(0);
    }

    private static string? RatingOf(JsonElement message) =>
        message.GetProperty("feedback") is { ValueKind: JsonValueKind.Object } feedback ? feedback.GetProperty("rating").GetString() : null;
}
