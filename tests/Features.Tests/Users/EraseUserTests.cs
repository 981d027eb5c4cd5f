using Features.Tests.Live;

namespace Features.Tests.Users;

/// <summary><c>DELETE /users/me</c>.</summary>
public sealed partial class EraseUserTests(ChatFixture chat)
{
    private const string Me = "/api/v1/users/me";

    [Fact]
    public async Task No_text_and_not_even_the_id_is_in_any_table_and_the_receipt_says_what_was()
    {
        var secret = "secret" + Guid.NewGuid().ToString("N");
        await using var behind = new Behind(chat.ConnectionString);
        var name = ChatServer.NewUser();
        var (user, other) = (chat.Server.User(name), chat.NewUser());
        await TalkAsync(other, "Harmless");
        var before = await UserView.ReadAsync(other);
        await TalkAsync(user, secret);
        (await user.CreateAsync(secret, "research", isActive: false)).Id.ShouldBePositive();
        // The search finds what is there.
        new[] { "mt_doc_chatmessage", "mt_doc_chatsession", "mt_doc_messagedelta", "mt_doc_messagerevision", "mt_doc_idempotentanswer", "mt_events" }
            .ShouldBeSubsetOf(await behind.TablesHoldingAsync(secret));
        new[] { "mt_streams", "mt_doc_userstats" }.ShouldBeSubsetOf(await behind.TablesHoldingAsync(name));

        var receipt = await user.DeleteAsync(Me);

        receipt["erased_at"].ShouldBeATime();
        receipt.ShouldBeOk(new { user_id = name, sessions = 2, messages = 3, erased_at = receipt["erased_at"] });
        await behind.ShouldHoldNowhereAsync(secret);
        await behind.ShouldHoldNowhereAsync(name);
        (await UserView.ReadAsync(other)).ShouldTellTheSameAs(before);
        (await user.SessionIdsAsync()).ShouldBeEmpty();
        (await user.StatsAsync())["total_sessions"].GetInt64().ShouldBe(0);
        var again = await user.DeleteAsync(Me);
        again.ShouldBeOk(new { user_id = name, sessions = 0, messages = 0, erased_at = again["erased_at"] });
    }

    [Fact]
    public async Task The_user_begins_anew_at_once_and_no_answer_of_before_comes_again()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var key = KeyedCalls.NewKey();
        var old = (await user.CreateWithKeyAsync("The same", key)).Ok();
        foreach (var path in new[] { ApiClient.Base, Calls.Path(old.Id), $"{ApiClient.Base}/stats/user" })
        {
            // Twice: the second answer comes from the cache.
            (await user.GetAsync(path)).Ok();
            (await user.GetAsync(path)).Ok();
        }

        (await user.DeleteAsync(Me)).Ok();

        (await user.GetAsync(Calls.Path(old.Id))).ShouldBeNoSession();
        (await user.SessionIdsAsync()).ShouldBeEmpty();
        var session = await user.CreateWithKeyAsync("The same", key);
        session.ShouldBeFirst();
        session.Id.ShouldBeGreaterThan(old.Id, "ids are never used again");
        // The stream has the version that it had.
        (await user.SessionIdsAsync()).ShouldBe([session.Id]);
        (await user.GetAsync(Calls.Path(old.Id))).ShouldBeNoSession();
        (await user.StatsAsync())["most_recent_session"].GetString().ShouldBe(session["created_at"].GetString());
        (await user.SendAsync(HttpMethod.Get, Calls.Path(session.Id), change: request => request.Headers.Add("If-None-Match", old.Headers.ETag!.ToString())))
            .StatusCode.ShouldBe(304, "both are the first state of their stream, but at different addresses");
        (await user.SayAsync(session.Id, "Hello"))["sequence"].GetInt64().ShouldBe(1);
        (await UserView.ReadAsync(user)).ShouldAgree();
        (await chat.Server.ProjectionsAsync("verify", name)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Open_streams_end_on_every_host_after_a_reset_and_a_reader_of_before_is_reset()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var one = await ChatServer.StartAsync(database);
        await using var two = await ChatServer.StartAsync(database);
        var user = one.User("ada");
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "Hello");
        var readers = new List<EventReader>();
        foreach (var server in new[] { one, two })
        {
            readers.Add(await EventReader.OpenAsync(server, Tokens.For("ada"), lastId: 2));
            readers.Add(await EventReader.OpenAsync(server, Tokens.For("ada"), Calls.Path(session) + "/events", lastId: 2));
        }

        (await user.DeleteAsync(Me)).Ok();
        // The new stream passes the readers' positions before they look.
        var next = (await user.CreateAsync("Anew")).Id;
        for (var i = 0; i < 3; i++)
            await user.SayAsync(next, "Anew");

        foreach (var reader in readers)
        {
            (await reader.NextAsync()).ShouldNotBeNull().Type.ShouldBe("reset");
            (await reader.NextAsync()).ShouldBeNull("the stream ends");
            reader.Dispose();
        }
        using var late = await EventReader.OpenAsync(two, Tokens.For("ada"), lastId: 7);
        (await late.NextAsync())!.Data.ShouldBeJson(new { version = 4 });
    }

    [Fact]
    public async Task Writes_at_the_same_time_are_done_before_or_after_it_and_nothing_is_half_there()
    {
        await using var behind = new Behind(chat.ConnectionString);
        for (var round = 0; round < 6; round++)
        {
            var secret = "secret" + Guid.NewGuid().ToString("N");
            var name = ChatServer.NewUser();
            var user = chat.Server.User(name);
            var session = (await user.CreateAsync(secret)).Id;
            var draft = (await user.DraftAsync(session, secret)).Id;
            var writing = Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 4) switch
            {
                0 => user.AppendAsync(session, draft, secret),
                1 => user.PostAsync(Calls.Messages(session), new { content = secret }),
                2 => user.PostAsync(ApiClient.Base, new { title = "Anew", agent_type = "research" }),
                _ => user.PutAsync(Calls.Path(session), new { title = secret + i }),
            }));

            (await user.DeleteAsync(Me)).Ok();

            (await writing).ShouldAllBe(answer => answer.StatusCode == 200 || answer.StatusCode == 404);
            await behind.ShouldHoldNowhereAsync(secret);
            (await UserView.ReadAsync(user)).ShouldAgree();
            (await chat.Server.ProjectionsAsync("verify", name)).ExitCode.ShouldBe(0);
        }
    }

    [Fact]
    public async Task It_is_for_the_user_alone_and_heeds_conditions()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = await user.CreateAsync();

        (await chat.Server.Agent(name, "bot").DeleteAsync(Me)).ShouldBeProblem(403, "Forbidden", "An agent may not do this");
        foreach (var (header, value) in new[] { ("If-Match", "\"1\""), ("If-None-Match", "*") })
            (await user.SendAsync(HttpMethod.Delete, Me, change: request => request.Headers.TryAddWithoutValidation(header, value))).StatusCode.ShouldBe(412);
        (await chat.NewUser().DeleteAsync(Me)).Ok();

        (await user.SessionIdsAsync()).ShouldBe([session.Id]);
    }

    private static async Task TalkAsync(ApiClient user, string text)
    {
        var session = (await user.PostWithKeyAsync(ApiClient.Base, $$"""{"title":"{{text}}","metadata":{"of":"{{text}}"} }""", text + " key 1")).Ok().Id;
        (await user.PutAsync(Calls.Path(session), new { title = text + " changed" })).Ok();
        var message = (await user.SayWithKeyAsync(session, text, text + " key 2")).Ok().Id;
        (await user.EditAsync(session, message, new { content = text + " edited", metadata = new { of = text } })).Ok();
        (await user.PutAsync(Calls.Message(session, message) + "/feedback", new { rating = "up", comment = text })).Ok();
        await user.SayAsync(session, text);
        var draft = (await user.DraftAsync(session, text)).Id;
        (await user.AppendAsync(session, draft, text)).Ok();
    }
}
