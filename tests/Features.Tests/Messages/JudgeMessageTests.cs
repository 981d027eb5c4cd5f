using System.Text.Json;
using Features.Tests.EntityTags;
using Features.Tests.Live;

namespace Features.Tests.Messages;

public sealed partial class JudgeMessageTests(ChatFixture chat)
{
    [Fact]
    public async Task Feedback_is_in_every_read_of_its_message_and_in_the_statistics()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "An answer", "assistant", "primary");
        var other = await user.SayAsync(session, "Another");
        using var live = await EventReader.OpenAsync(chat.Server, Tokens.For(name));

        var judged = await JudgeAsync(user, session, message.Id, new { rating = "up", comment = " Just right 👍 " });

        var at = judged["updated_at"];
        judged.ShouldBeOk(message.Json.With(("feedback", new { rating = "up", comment = " Just right 👍 ", updated_at = at }), ("updated_at", at)));
        judged.Tag().ShouldNotBe(message.Tag());
        foreach (var read in await ReadsAsync(user, session))
            read.ShouldBeJson(new[] { judged.Json, other.Json });
        (await user.MessageAsync(session, message.Id)).Json.ShouldBeJson(judged.Json);
        (await user.MessageAsync(session, message.Id)).Tag().ShouldBe(judged.Tag());
        var told = (await live.NextAsync()).ShouldNotBeNull();
        told.Type.ShouldBe("message.judged");
        told.Data.ShouldBeJson(judged.Json);
        (await user.BareSessionAsync(session))["updated_at"].ShouldBeJson(at);
        (await user.StatsAsync())["feedback"].ShouldBeJson(new { up = 1, down = 0 });
    }

    [Fact]
    public async Task Other_feedback_takes_its_place_and_null_removes_it()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = (await user.SayAsync(session, "An answer")).Id;
        (await JudgeAsync(user, session, message, new { rating = "up", comment = "Good" })).Ok();

        var down = await JudgeAsync(user, session, message, new { rating = "down" });
        down["feedback"].ShouldBeJson(new { rating = "down", comment = (string?)null, updated_at = down["updated_at"] });
        (await user.StatsAsync())["feedback"].ShouldBeJson(new { up = 0, down = 1 });
        var because = await JudgeAsync(user, session, message, new { rating = "down", comment = "Wrong" });
        because["feedback"].ShouldBeJson(new { rating = "down", comment = "Wrong", updated_at = because["updated_at"] });
        (await user.StatsAsync())["feedback"].ShouldBeJson(new { up = 0, down = 1 });
        (await JudgeAsync(user, session, message, new { rating = (string?)null })).Ok()["feedback"].ValueKind.ShouldBe(JsonValueKind.Null);

        (await user.StatsAsync())["feedback"].ShouldBeJson(new { up = 0, down = 0 });
        (await user.MessageAsync(session, message))["revision"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task The_same_feedback_again_is_no_change()
    {
        await using var behind = new Behind(chat.ConnectionString);
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        var message = (await user.SayAsync(session, "An answer")).Id;

        foreach (var feedback in new object[] { new { rating = (string?)null }, new { rating = "up" }, new { rating = "down", comment = "x" } })
        {
            var first = (await JudgeAsync(user, session, message, feedback)).Ok();
            var (events, whole) = (await EventsAsync(), (await user.SessionAsync(session)).Body);

            var again = (await JudgeAsync(user, session, message, feedback)).Ok();

            (again.Body, again.Tag()).ShouldBe((first.Body, first.Tag()));
            (await EventsAsync()).ShouldBe(events);
            (await user.SessionAsync(session)).Body.ShouldBe(whole);
        }

        Task<long> EventsAsync() => behind.AskAsync<long>("select count(*) from mt_events where tenant_id = $1", name);
    }

    [Fact]
    public async Task An_edit_keeps_it_and_earlier_versions_have_none()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "First");
        var judged = await JudgeAsync(user, session, message.Id, new { rating = "up", comment = "Good" });

        var edited = (await user.EditAsync(session, message.Id, new { content = "Second" })).Ok();

        edited["feedback"].ShouldBeJson(judged["feedback"]);
        (await user.RevisionsAsync(session, message.Id)).ShouldHaveSingleItem().ShouldBeJson(judged.Json.With(("feedback", null)));
    }

    [Fact]
    public async Task What_was_appended_to_a_complete_message_becomes_a_part_of_it()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "First");
        (await user.AppendAsync(session, message.Id, " and second")).Ok();

        var judged = (await JudgeAsync(user, session, message.Id, new { rating = "up" })).Ok();

        (judged["content"].GetString(), judged["revision"].GetInt64(), judged["feedback"].GetProperty("rating").GetString()).ShouldBe(("First and second", 2, "up"));
        (await user.MessageAsync(session, message.Id)).Body.ShouldBe(judged.Body);
        (await user.RevisionsAsync(session, message.Id)).ShouldHaveSingleItem().ShouldBeJson(message.Json);
    }

    [Fact]
    public async Task Messages_of_before_there_was_feedback_have_none_in_every_read()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var user = server.User("ada");
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "Old");
        (await user.EditAsync(session, message.Id, new { content = "Older" })).Ok();
        var draft = await user.DraftAsync(session, "Half");
        await ForgetAsync();

        await ShouldBeNullAsync();
        (await user.AppendAsync(session, draft.Id, " more")).Ok();
        await ForgetAsync();
        await ShouldBeNullAsync();
        (await user.FinishAsync(session, draft.Id)).Ok();
        await ForgetAsync();
        await ShouldBeNullAsync();
        (await JudgeAsync(user, session, message.Id, new { rating = "down" })).Ok()["feedback"].GetProperty("rating").GetString().ShouldBe("down");
        (await user.StatsAsync())["feedback"].ShouldBeJson(new { up = 0, down = 1 });
        (await server.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);

        async Task ForgetAsync()
        {
            await behind.ExecuteAsync("update mt_doc_chatmessage set data = data - 'feedback'");
            await behind.ExecuteAsync("update mt_doc_messagerevision set data = data #- '{message,feedback}'");
            await behind.ExecuteAsync("update mt_streams set timestamp = now() + interval '1 second'"); // For the cache.
        }

        async Task ShouldBeNullAsync()
        {
            var reads = (await ReadsAsync(user, session)).SelectMany(read => read.EnumerateArray()).ToList();
            reads.Add((await user.MessageAsync(session, message.Id)).Json);
            reads.AddRange(await user.RevisionsAsync(session, message.Id));
            using var live = await EventReader.OpenAsync(server, Tokens.For("ada"), lastId: 1);
            for (var told = await live.NextAsync(); told?.Id is not (null or 2); told = await live.NextAsync())
                reads.Add(told.Data);
            reads.Count.ShouldBeGreaterThan(10);
            reads.ShouldAllBe(read => read.GetProperty("feedback").ValueKind == JsonValueKind.Null);
        }
    }

    private static Task<ApiAnswer> JudgeAsync(ApiClient user, long session, long message, object feedback) =>
        user.PutAsync(Calls.Message(session, message) + "/feedback", feedback);

    /// <summary>The messages of a session, by every call that returns several.</summary>
    private static async Task<IReadOnlyList<JsonElement>> ReadsAsync(ApiClient user, long session)
    {
        var reads = new List<JsonElement> { (await user.SessionAsync(session))["messages"], (await user.ContextAsync(session, 10_000))["messages"] };
        foreach (var query in new[] { "", "?after_sequence=0", "?page_size=200" })
            reads.Add((await user.MessagesAsync(session, query))["messages"]);
        return reads;
    }
}
