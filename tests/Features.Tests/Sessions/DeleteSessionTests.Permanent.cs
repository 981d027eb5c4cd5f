using Chat.Features.Sessions.PurgeSessions;
using Features.Tests.Live;

namespace Features.Tests.Sessions;

/// <summary><c>DELETE …?permanent=true</c>.</summary>
public sealed partial class DeleteSessionTests
{
    [Fact]
    public async Task An_erased_session_is_gone_for_every_reader_and_in_every_table()
    {
        var secret = "secret" + Guid.NewGuid().ToString("N");
        await using var behind = new Behind(chat.ConnectionString);
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var kept = await user.CreateAsync("Kept");
        await user.SayAsync(kept.Id, "Kept");
        var session = (await user.PostWithKeyAsync(ApiClient.Base, $$"""{"title":"{{secret}} 1","metadata":{"of":"{{secret}}"} }""", KeyedCalls.NewKey())).Ok().Id;
        (await user.PutAsync(Calls.Path(session), new { title = secret + " 2" })).Ok();
        var message = (await user.SayWithKeyAsync(session, secret, KeyedCalls.NewKey())).Ok().Id;
        (await user.EditAsync(session, message, new { content = secret + " edited", metadata = new { of = secret } })).Ok();
        (await user.AppendAsync(session, message, secret)).Ok();
        var draft = (await user.DraftAsync(session, secret)).Id;
        (await user.AppendAsync(session, draft, secret)).Ok();
        (await behind.TablesHoldingAsync(secret)).ShouldBe(
            ["mt_doc_chatmessage", "mt_doc_chatsession", "mt_doc_messagedelta", "mt_doc_messagerevision", "mt_doc_searchentry", "mt_events"], ignoreOrder: true);

        (await EraseAsync(user, session)).ShouldBeOk(new { message = "Chat session erased", session_id = session, messages = 2 });

        await behind.ShouldHoldNowhereAsync(secret);
        foreach (var answer in new[]
        {
            await user.GetAsync(Calls.Path(session)), await user.GetAsync(Calls.Messages(session)), await user.GetAsync(Calls.Message(session, message)),
            await user.AppendAsync(session, draft, "?"), await user.PutAsync(Calls.Path(session), new { is_active = true }),
            await user.DeleteAsync(Calls.Path(session)), await EraseAsync(user, session), await user.GetAsync(Calls.Path(session) + "/events"),
        })
            answer.ShouldBeNoSession();
        (await user.SessionIdsAsync()).ShouldBe([kept.Id]);
        (await UserView.ReadAsync(user)).ShouldAgree();
        (await chat.Server.ProjectionsAsync("verify", name)).ExitCode.ShouldBe(0);
        (await chat.Server.ProjectionsAsync("rebuild", name)).ExitCode.ShouldBe(0);
        await behind.ShouldHoldNowhereAsync(secret);
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Fact]
    public async Task The_statistics_are_those_of_the_other_sessions_active_or_not()
    {
        var user = chat.NewUser();
        var (first, second, third) = (await user.CreateAsync(), await user.CreateAsync(isActive: false), await user.CreateAsync());
        await user.SayAsync(first.Id, "One");
        await user.SayAsync(third.Id, "Two");

        (await EraseAsync(user, third.Id)).Ok();
        (await UserView.ReadAsync(user)).ShouldAgree();
        (await EraseAsync(user, first.Id)).Ok();
        var seen = await UserView.ReadAsync(user);
        seen.ShouldAgree();
        seen.Sessions.Select(UserView.Id).ShouldBe([second.Id]);
        (await EraseAsync(user, second.Id)).Ok();
        (await UserView.ReadAsync(user)).ShouldAgree();
        (await user.CreateAsync()).Id.ShouldBeGreaterThan(third.Id);
    }

    [Fact]
    public async Task It_is_told_live_the_streams_of_the_session_end_and_those_of_the_user_go_on()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync("Gone")).Id;
        await user.DraftAsync(session, "Half");
        using var ofUser = await EventReader.OpenAsync(chat.Server, Tokens.For(name), lastId: 2);
        using var ofSession = await EventReader.OpenAsync(chat.Server, Tokens.For(name), Calls.Path(session) + "/events", lastId: 2);
        foreach (var reader in new[] { ofUser, ofSession })
            (await reader.NextAsync()).ShouldNotBeNull().Type.ShouldBe("message.delta");

        (await EraseAsync(user, session)).Ok();

        foreach (var reader in new[] { ofUser, ofSession })
        {
            var told = (await reader.NextAsync()).ShouldNotBeNull();
            (told.Type, told.Id).ShouldBe(("session.erased", 3));
            told.Data.ShouldBeJson(new { id = session });
        }
        (await ofSession.NextAsync()).ShouldBeNull("the stream ends");
        var next = await user.CreateAsync("Next");
        (await ofUser.NextAsync())!.Data.GetProperty("id").GetInt64().ShouldBe(next.Id);
        using var late = await EventReader.OpenAsync(chat.Server, Tokens.For(name), lastId: 0);
        (await late.TakeAsync(2)).Select(e => e.Type).ShouldBe(["session.erased", "session.created"]);
    }

    [Fact]
    public async Task It_is_for_the_user_alone_and_only_in_the_expected_state()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = await user.CreateAsync();

        (await EraseAsync(chat.Server.Agent(name, "bot"), session.Id)).ShouldBeProblem(403, "Forbidden", "An agent may not do this");
        (await EraseAsync(chat.NewUser(), session.Id)).ShouldBeNoSession();
        (await user.SendAsync(HttpMethod.Delete, Erase(session.Id), change: request => request.Headers.TryAddWithoutValidation("If-Match", "\"0\""))).StatusCode.ShouldBe(412);

        (await user.SessionIdsAsync("?is_active=true")).ShouldBe([session.Id]);
        (await user.DeleteAsync(Calls.Path(session.Id) + "?permanent=false")).Ok();
        (await user.SessionIdsAsync()).ShouldBe([session.Id]);
    }

    [Fact]
    public async Task Of_a_large_session_nothing_is_found_at_once_and_its_rows_follow_in_steps_even_where_old_sessions_are_kept()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await PurgeHost.StartAsync(database, days: 0);
        await using var behind = new Behind(database);
        var name = ChatServer.NewUser();
        var user = host.Server.User(name);
        var session = await LargeSessions.CreateAsync(user, name, behind, 12_000);
        await host.JobsWaitAsync();

        (await EraseAsync(user, session)).Ok()["messages"].GetInt64().ShouldBe(12_000);

        (await user.GetAsync(Calls.Messages(session))).ShouldBeNoSession();
        (await CountAsync()).ShouldBe(7_000);
        host.Time.Advance(TimeSpan.FromSeconds(5));
        await Eventually.HoldsAsync("the rest is gone", async () => await CountAsync() == 0);
        (await host.StepAsync(name)).ShouldBe(PurgeSessionsResult.Nothing);
        (await UserView.ReadAsync(user)).ShouldAgree();

        Task<long> CountAsync() => behind.AskAsync<long>("select count(*) from mt_doc_chatmessage");
    }

    [Fact]
    public async Task What_is_appended_at_the_same_time_leaves_nothing_behind()
    {
        await using var behind = new Behind(chat.ConnectionString);
        for (var round = 0; round < 8; round++)
        {
            var secret = "secret" + Guid.NewGuid().ToString("N");
            var user = chat.NewUser();
            var session = (await user.CreateAsync()).Id;
            var draft = (await user.DraftAsync(session, secret)).Id;
            var appending = Task.WhenAll(Enumerable.Range(0, 6).Select(_ => user.AppendAsync(session, draft, secret)));

            (await EraseAsync(user, session)).Ok();

            (await appending).ShouldAllBe(answer => answer.StatusCode == 200 || answer.StatusCode == 404);
            await behind.ShouldHoldNowhereAsync(secret);
        }
    }

    private static string Erase(long session) => Calls.Path(session) + "?permanent=true";

    private static Task<ApiAnswer> EraseAsync(ApiClient user, long session) => user.DeleteAsync(Erase(session));
}
