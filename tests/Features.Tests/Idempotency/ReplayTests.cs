namespace Features.Tests.Idempotency;

public sealed class ReplayTests(ChatFixture chat)
{
    [Fact]
    public async Task Every_POST_that_the_application_maps_replays_its_first_answer_to_the_byte_and_does_nothing_twice()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var posts = MappedCall.AllOf(chat.Server).Where(call => call.Method == HttpMethod.Post && !call.IsPublic).ToList();
        posts.Count.ShouldBeGreaterThanOrEqualTo(2);

        foreach (var post in posts)
        {
            var message = post.IsOfDraft ? await user.DraftAsync(session) : await user.SayAsync(session, "Hello");
            var (path, key) = (post.Path(session, message.Id), KeyedCalls.NewKey());
            var body = await user.WithOwnSessionAsync(post.Body ?? "");
            var first = await user.PostWithKeyAsync(path, body, key);
            first.ShouldBeFirst();
            var after = await UserView.ReadAsync(user);

            for (var i = 0; i < 3; i++)
                (await user.PostWithKeyAsync(path, body, key)).ShouldReplay(first);

            (await UserView.ReadAsync(user)).ShouldTellTheSameAs(after);
        }
    }

    [Fact]
    public async Task An_answer_stays_what_it_was_when_its_session_has_changed_or_is_gone()
    {
        var user = chat.NewUser();
        var created = await user.CreateWithKeyAsync("First title", "create");
        var said = await user.SayWithKeyAsync(created.Id, "Hello", "say");
        (await user.PutAsync(Calls.Path(created.Id), new { title = "Other", metadata = new { a = 1 } })).Ok();
        (await user.DeleteAsync(Calls.Path(created.Id))).Ok();

        (await user.CreateWithKeyAsync("First title", "create")).ShouldReplay(created);
        (await user.SayWithKeyAsync(created.Id, "Hello", "say")).ShouldReplay(said);

        (await user.BareSessionAsync(created.Id))["message_count"].GetInt64().ShouldBe(1);
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Fact]
    public async Task Whatever_a_body_may_hold_is_replayed_to_the_byte()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        const string body = """
            { "content": "  \u00e9 👋 \"quoted\" </script> \\ \t\n\u2028 end  ",
              "metadata": {"z": 1.50, "a": 1e2, "big": 12345678901234567890123, "nothing": null, "deep": {"list": [true, false, -0.0, "\u0001"]}, "": ""} }
            """;

        var first = await user.PostWithKeyAsync(Calls.Messages(session), body, "whatever");

        first.ShouldBeFirst();
        (await user.PostWithKeyAsync(Calls.Messages(session), body, "whatever")).ShouldReplay(first);
    }

    [Fact]
    public async Task A_creation_displaces_the_oldest_session_once()
    {
        var user = chat.NewUser();
        var sessions = new List<long>();
        for (var i = 0; i < 5; i++)
            sessions.Add((await user.CreateAsync($"Session {i}")).Id);

        var first = await user.CreateWithKeyAsync("The sixth", "sixth");
        for (var i = 0; i < 3; i++)
            (await user.CreateWithKeyAsync("The sixth", "sixth")).ShouldReplay(first);

        var view = await UserView.ReadAsync(user);
        view.ShouldAgree();
        view.Active.Select(UserView.Id).ShouldBe([.. sessions[1..], first.Id], ignoreOrder: true);
    }

    [Fact]
    public async Task Keys_are_each_users_own()
    {
        var (anna, berta) = (chat.NewUser(), chat.NewUser());

        var first = await anna.CreateWithKeyAsync("The same", "the-same");
        var other = await berta.CreateWithKeyAsync("The same", "the-same");

        other.ShouldBeFirst();
        other.Id.ShouldNotBe(first.Id);
        (await anna.CreateWithKeyAsync("The same", "the-same")).ShouldReplay(first);
        (await berta.CreateWithKeyAsync("The same", "the-same")).ShouldReplay(other);
    }

    [Fact]
    public async Task Without_a_key_or_with_another_one_the_same_body_is_another_call()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        (await user.SayWithKeyAsync(session, "Again", "one")).ShouldBeFirst();
        (await user.SayWithKeyAsync(session, "Again", "ONE")).ShouldBeFirst();
        (await user.SayAsync(session, "Again")).ShouldBeFirst();
        (await user.SayAsync(session, "Again")).ShouldBeFirst();

        (await user.BareSessionAsync(session))["message_count"].GetInt64().ShouldBe(4);
    }

    [Fact]
    public async Task Calls_that_change_nothing_more_when_sent_again_take_no_notice_of_a_key()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        foreach (var title in new[] { "One", "Two" })
        {
            var answer = await user.SendAsync(HttpMethod.Put, Calls.Path(session), new StringContent($$"""{"title":"{{title}}"}""", null, "application/json"), request =>
                request.Headers.Add(KeyedCalls.Header, "the-same"));
            answer.ShouldBeFirst();
            answer["title"].GetString().ShouldBe(title);
        }
        (await user.SendAsync(HttpMethod.Get, Calls.Path(session), change: request => request.Headers.TryAddWithoutValidation(KeyedCalls.Header, ""))).ShouldBeFirst();
        (await user.SendAsync(HttpMethod.Delete, Calls.Path(session), change: request => request.Headers.Add(KeyedCalls.Header, "the-same"))).ShouldBeFirst();
    }
}
