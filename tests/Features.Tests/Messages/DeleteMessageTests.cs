using System.Text.Json;
using Features.Tests.EntityTags;
using Features.Tests.Live;

namespace Features.Tests.Messages;

public sealed class DeleteMessageTests(ChatFixture chat)
{
    private const string Deleted = "The message was deleted";

    [Fact]
    public async Task Its_text_is_in_no_table_any_more_and_it_stays_in_its_place()
    {
        var secret = "secret" + Guid.NewGuid().ToString("N");
        await using var behind = new Behind(chat.ConnectionString);
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "Before");
        var message = await user.SayAsync(session, secret + " 1", metadata: new { of = secret });
        await user.SayAsync(session, "After");
        (await user.EditAsync(session, message.Id, new { content = secret + " 2" })).Ok();
        (await user.AppendAsync(session, message.Id, secret + " 3")).Ok();
        (await behind.TablesHoldingAsync(secret)).Count.ShouldBeGreaterThanOrEqualTo(3);
        var stats = await user.StatsAsync();

        var deleted = await DeleteAsync(user, session, message.Id);

        deleted.ShouldBeOk(message.Json.With(
            ("content", ""), ("metadata", new { }), ("status", "deleted"), ("revision", 2), ("updated_at", deleted["updated_at"])));
        await behind.ShouldHoldNowhereAsync(secret);
        (await user.MessageAsync(session, message.Id)).Json.ShouldBeJson(deleted.Json);
        (await user.RevisionsAsync(session, message.Id)).ShouldBeEmpty();
        var bare = await user.BareSessionAsync(session);
        bare["message_count"].GetInt64().ShouldBe(3);
        bare["updated_at"].GetString().ShouldBe(deleted["updated_at"].GetString());
        (await user.StatsAsync()).Body.ShouldBe(stats.Body);
    }

    [Fact]
    public async Task Again_the_answer_is_the_same_and_every_other_change_is_a_409()
    {
        await using var behind = new Behind(chat.ConnectionString);
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        var message = (await user.SayAsync(session, "Gone")).Id;
        var deleted = (await DeleteAsync(user, session, message)).Ok();
        var events = await EventsAsync();

        var again = await DeleteAsync(user, session, message);

        (again.Ok().Body, again.Tag()).ShouldBe((deleted.Body, deleted.Tag()));
        foreach (var answer in new[]
        {
            await user.EditAsync(session, message, new { content = "Back" }), await user.EditAsync(session, message, new { metadata = new { a = 1 } }),
            await user.FinishAsync(session, message), await user.AbortAsync(session, message),
            await user.AppendAsync(session, message, "Back"), await user.AppendAsync(session, message, "", 0),
        })
            answer.ShouldBeConflict(Deleted);
        (await EventsAsync()).ShouldBe(events);
        (await user.MessageAsync(session, message)).Body.ShouldBe(deleted.Body);

        Task<long> EventsAsync() => behind.AskAsync<long>("select count(*) from mt_events where tenant_id = $1", name);
    }

    [Fact]
    public async Task A_streaming_message_is_deleted_and_its_agent_told_so()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.DraftAsync(session, "Half")).Id;
        (await user.AppendAsync(session, draft, " more")).Ok();

        (await DeleteAsync(user, session, draft)).Ok()["status"].GetString().ShouldBe("deleted");

        (await user.AppendAsync(session, draft, "!", 9)).ShouldBeConflict(Deleted);
        (await user.MessageAsync(session, draft))["content"].GetString().ShouldBe("");
    }

    [Fact]
    public async Task It_is_told_live_and_the_text_never_comes_again()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        var message = (await user.SayAsync(session, "Gone")).Id;
        using var live = await EventReader.OpenAsync(chat.Server, Tokens.For(name));

        (await DeleteAsync(user, session, message)).Ok();

        var told = (await live.NextAsync()).ShouldNotBeNull();
        (told.Type, told.Data.GetProperty("id").GetInt64(), told.Data.GetProperty("status").GetString(), told.Data.GetProperty("content").GetString())
            .ShouldBe(("message.deleted", message, "deleted", ""));
        using var late = await EventReader.OpenAsync(chat.Server, Tokens.For(name), lastId: 1);
        var posted = (await late.NextAsync()).ShouldNotBeNull();
        (posted.Type, posted.Data.GetProperty("content").GetString()).ShouldBe(("message.posted", ""));
        (await chat.Server.ProjectionsAsync("rebuild", name)).ExitCode.ShouldBe(0);
        (await user.MessageAsync(session, message))["content"].GetString().ShouldBe("");
        (await chat.Server.ProjectionsAsync("verify", name)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_context_walks_over_it_and_an_answer_without_its_question_does_not_begin_it()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var said = new List<JsonElement>();
        foreach (var type in new[] { "user", "assistant", "user", "assistant", "user" })
            said.Add((await user.SayAsync(session, "x", type, "primary", new { tokens = 10 })).Json);
        (await DeleteAsync(user, session, said[2].GetProperty("id").GetInt64())).Ok();

        (await user.ContextAsync(session, 40)).ShouldBeOk(Context([said[0], said[1], said[3], said[4]], 40, 40, omitted: 1));
        (await user.ContextAsync(session, 39)).ShouldBeOk(Context([said[4]], 10, 39, omitted: 4));
        (await DeleteAsync(user, session, said[4].GetProperty("id").GetInt64())).Ok();
        (await user.ContextAsync(session, 30)).ShouldBeOk(Context([said[0], said[1], said[3]], 30, 30, omitted: 2));
    }

    [Fact]
    public async Task An_agent_deletes_its_own_messages_only_and_a_stranger_finds_none()
    {
        var name = ChatServer.NewUser();
        var (user, agent) = (chat.Server.User(name), chat.Server.Agent(name, "bot"));
        var session = (await user.CreateAsync()).Id;
        var (ofUser, own) = ((await user.SayAsync(session, "Mine")).Id, (await agent.SayAsync(session, "Its", "assistant", "primary")).Id);

        (await DeleteAsync(agent, session, ofUser)).ShouldBeProblem(403, "Forbidden", "An agent may change its own messages only");
        (await DeleteAsync(chat.NewUser(), session, own)).ShouldBeNoSession();
        (await DeleteAsync(user, session, Calls.NeverAnId)).ShouldBeNoMessage();
        (await DeleteAsync(agent, session, own)).Ok();
        (await user.MessageAsync(session, ofUser))["content"].GetString().ShouldBe("Mine");
        (await DeleteAsync(user, session, ofUser)).Ok();
    }

    private static Task<ApiAnswer> DeleteAsync(ApiClient user, long session, long message) => user.DeleteAsync(Calls.Message(session, message));

    private static object Context(IEnumerable<JsonElement> messages, long totalTokens, long maxTokens, long omitted) =>
        new { messages, total_tokens = totalTokens, max_tokens = maxTokens, omitted, truncated = false };
}
