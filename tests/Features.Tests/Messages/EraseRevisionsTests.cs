using Features.Tests.EntityTags;
using Features.Tests.Live;

namespace Features.Tests.Messages;

public sealed class EraseRevisionsTests(ChatFixture chat)
{
    [Fact]
    public async Task Earlier_versions_are_gone_and_the_message_stays_as_it_is()
    {
        var secret = "secret" + Guid.NewGuid().ToString("N");
        await using var behind = new Behind(chat.ConnectionString);
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;
        var message = (await user.SayAsync(session, secret)).Id;
        (await user.EditAsync(session, message, new { content = secret + " again" })).Ok();
        var edited = (await user.EditAsync(session, message, new { content = "Harmless" })).Ok();
        using var live = await EventReader.OpenAsync(chat.Server, Tokens.For(name));

        (await EraseAsync(user, session, message)).ShouldBeOk(new { erased = 2 });

        (await behind.AskAsync<long>("select count(*) from mt_doc_messagerevision d where d::text like $1", $"%{secret}%")).ShouldBe(0);
        (await user.RevisionsAsync(session, message)).ShouldBeEmpty();
        var now = await user.MessageAsync(session, message);
        now.Json.ShouldBeJson(edited.Json.With(("updated_at", now["updated_at"])));
        now.Tag().ShouldNotBe(edited.Tag());
        (await live.NextAsync()).ShouldNotBeNull().Type.ShouldBe("revisions.erased");
        (await EraseAsync(user, session, message)).ShouldBeOk(new { erased = 0 });
        (await user.MessageAsync(session, message)).Tag().ShouldBe(now.Tag());
        (await user.EditAsync(session, message, new { content = "Next" })).Ok()["revision"].GetInt64().ShouldBe(4);
        (await chat.Server.ProjectionsAsync("verify", name)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_appended_since_stays()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = (await user.SayAsync(session, "One")).Id;
        (await user.EditAsync(session, message, new { content = "Two" })).Ok();
        (await user.AppendAsync(session, message, " and more")).Ok();

        (await EraseAsync(user, session, message)).ShouldBeOk(new { erased = 1 });

        (await user.MessageAsync(session, message))["content"].GetString().ShouldBe("Two and more");
        (await user.AppendAsync(session, message, "!", 12)).Ok()["length"].GetInt64().ShouldBe(13);
    }

    [Fact]
    public async Task It_is_for_the_user_alone()
    {
        var name = ChatServer.NewUser();
        var (user, agent) = (chat.Server.User(name), chat.Server.Agent(name, "bot"));
        var session = (await user.CreateAsync()).Id;
        var message = (await agent.SayAsync(session, "One", "assistant", "primary")).Id;
        (await agent.EditAsync(session, message, new { content = "Two" })).Ok();

        (await EraseAsync(agent, session, message)).ShouldBeProblem(403, "Forbidden", "An agent may not do this");
        (await EraseAsync(chat.NewUser(), session, message)).ShouldBeNoSession();
        (await EraseAsync(user, session, Calls.NeverAnId)).ShouldBeNoMessage();

        (await user.RevisionsAsync(session, message)).Count.ShouldBe(1);
    }

    private static Task<ApiAnswer> EraseAsync(ApiClient user, long session, long message) => user.DeleteAsync(Calls.Message(session, message) + "/revisions");
}
