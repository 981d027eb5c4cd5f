
namespace Features.Tests.Transfer;

public sealed partial class ImportSessionsTests(ChatFixture chat)
{
    [Fact]
    public async Task What_was_exported_erased_and_imported_is_exported_the_same()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        await TalkAsync(user, chat.Server.Agent(name, "bot"));
        var before = await user.ExportAsync();
        (await user.DeleteAsync("/api/v1/users/me")).Ok();

        (await user.ImportedAsync(before)).ShouldCount(3, 6, 0);

        var after = await user.ExportAsync();
        // No more comes to a message that was streaming.
        Transfers.Told(after).ShouldBe([.. Transfers.Told(before).Select(line => line.Replace("\"streaming\"", "\"interrupted\"", StringComparison.Ordinal))]);
        var view = await UserView.ReadAsync(user);
        view.ShouldAgree();
        (await chat.Server.ProjectionsAsync("verify", name)).ExitCode.ShouldBe(0);
        (await chat.Server.ProjectionsAsync("rebuild", name)).ExitCode.ShouldBe(0);
        (await UserView.ReadAsync(user)).ShouldTellTheSameAs(view);

        (await user.ImportedAsync(before)).ShouldCount(0, 0, 3);
        (await UserView.ReadAsync(user)).ShouldTellTheSameAs(view);
    }

    [Fact]
    public async Task A_session_says_where_it_comes_from_beside_its_own_metadata_of_any_size()
    {
        var (user, other) = (chat.NewUser(), chat.NewUser());
        var largest = new string('x', 65_536 - """{"big":""}""".Length);
        var session = await user.CreateAsync("Large", metadata: new { big = largest });
        var file = await user.ExportAsync();

        (await other.ImportedAsync(file)).ShouldCount(1, 0, 0);

        var metadata = (await other.SessionsAsync()).Items("sessions").Single().GetProperty("metadata");
        metadata.GetProperty("big").GetString().ShouldBe(largest);
        var owner = Transfers.LinesOf(file)[0].GetProperty("user_id").GetString();
        metadata.GetProperty("imported_from").ShouldBeJson(new { format = "chat-export", session_id = $"{session.Id}", user_id = owner });
        // And from there again: the source is the last one.
        (await user.ImportedAsync(await other.ExportAsync())).ShouldCount(1, 0, 0);
    }

    [Fact]
    public async Task A_session_that_is_gone_is_imported_again()
    {
        var user = chat.NewUser();
        var file = Transfers.File(Transfers.Header(), Transfers.Session(1, 1), Transfers.Message("Hello"), """{"end":true}""");
        (await user.ImportedAsync(file)).ShouldCount(1, 1, 0);
        (await user.DeleteAsync("/api/v1/users/me")).Ok();

        (await user.ImportedAsync(file)).ShouldCount(1, 1, 0);
        (await user.ImportedAsync(file)).ShouldCount(0, 0, 1);
    }

    [Fact]
    public async Task The_newest_sessions_stay_active_up_to_the_limit_and_those_that_are_there_count()
    {
        var user = chat.NewUser();
        var own = (await user.CreateAsync("Own")).Id;
        string[] lines = [.. Enumerable.Range(1, 8).SelectMany(i => new[] { Transfers.Session(i, 1, $"{i}"), Transfers.Message("Hello", $"2026-01-0{i}T00:00:00Z") })];

        // The oldest first, and then the newest first.
        (await user.ImportedAsync(Transfers.File([Transfers.Header(), .. lines[..8], .. lines[8..].Chunk(2).Reverse().SelectMany(pair => pair), """{"end":true}"""]))).ShouldCount(8, 8, 0);

        var view = await UserView.ReadAsync(user);
        view.ShouldAgree();
        view.Active.Select(session => session.GetProperty("title").GetString()).ShouldBe(["Own", "8", "7", "6", "5"]);
        view.Active.Select(UserView.Id).ShouldContain(own);
    }

    [Fact]
    public async Task An_event_stream_tells_of_each_session()
    {
        var name = ChatServer.NewUser();
        using var live = await Live.EventReader.OpenAsync(chat.Server, Tokens.For(name));

        (await chat.Server.User(name).ImportedAsync(Transfers.File(Transfers.Header(), Transfers.Session(1, 1), Transfers.Message("Hello"), """{"end":true}"""))).ShouldCount(1, 1, 0);

        (await live.NextAsync()).ShouldNotBeNull().Type.ShouldBe("session.copied");
    }

    [Fact]
    public async Task A_file_that_is_cut_off_leaves_its_whole_sessions_and_says_so()
    {
        var user = chat.NewUser();
        var file = Transfers.File(Transfers.Header(), Transfers.Session(1, 1, "Whole"), Transfers.Message("Hello"), Transfers.Session(2, 2, "Half"), Transfers.Message("Hello"));

        var last = await user.ImportedAsync(file);

        last.ShouldCount(1, 1, 0);
        last.GetProperty("truncated").GetBoolean().ShouldBeTrue();
        (await user.SessionsAsync()).Items("sessions").Select(session => session.GetProperty("title").GetString()).ShouldBe(["Whole"]);
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Fact]
    public async Task Titles_that_no_session_may_have_are_cut_or_replaced()
    {
        var user = chat.NewUser();

        (await user.ImportedAsync(Transfers.File(
            Transfers.Header(), Transfers.Session(1, title: Calls.Repeat("👋", 300)), Transfers.Session(2, title: "  "), """{"end":true}"""))).ShouldCount(2, 0, 0);

        (await user.SessionsAsync()).Items("sessions").Select(session => session.GetProperty("title").GetString()).ShouldBe([Calls.Repeat("👋", 255), "Untitled"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_import_is_replayed_under_its_key_whatever_its_size()
    {
        var user = chat.NewUser();
        var file = Transfers.File([Transfers.Header(), Transfers.Session(1), .. Enumerable.Repeat(Transfers.Message(new string('x', 9_000)), 200), """{"end":true}"""]);
        file.Length.ShouldBeGreaterThan(1_500_000);

        var first = await user.PostWithKeyAsync(Transfers.Import, file, "key");
        var again = await user.PostWithKeyAsync(Transfers.Import, file, "key");

        first.LastLine().ShouldBeJson(new { end = true, sessions = 1, messages = 200, skipped = 0 });
        again.Headers.GetValues(KeyedCalls.Replayed).ShouldBe(["true"]);
        again.Body.TrimEnd().ShouldBe(first.Body.TrimEnd().Split('\n')[^1]);
        (await user.PostWithKeyAsync(Transfers.Import, file + "\n", "key")).ShouldBeAnotherRequest();
    }

    [Fact]
    public async Task It_is_for_the_user_alone() =>
        (await chat.Server.Agent(ChatServer.NewUser(), "bot").ImportAsync(Transfers.Header())).ShouldBeProblem(403, "Forbidden", "An agent may not do this");

    private static async Task TalkAsync(ApiClient user, ApiClient agent)
    {
        var first = await user.CreateAsync("First", metadata: new { a = 1, deep = new { list = new object[] { 1.50m, "👋" } } });
        var said = await user.SayAsync(first.Id, "  One \"quoted\"\n ", metadata: new { b = 2 });
        (await user.PutAsync(Calls.Message(first.Id, said.Id), new { content = "Two" })).Ok();
        (await user.PutAsync(Calls.Message(first.Id, said.Id), new { content = "Three", metadata = new { c = 3 } })).Ok();
        var answer = await agent.SayAsync(first.Id, "Answer", "assistant", "research");
        (await user.PutAsync(Calls.Message(first.Id, answer.Id) + "/feedback", new { rating = "up", comment = "Right" })).Ok();
        var gone = await user.SayAsync(first.Id, "To be deleted");
        (await user.DeleteAsync(Calls.Message(first.Id, gone.Id))).Ok();
        (await agent.PostAsync(Calls.Messages(first.Id), new { content = "", message_type = "assistant", agent_type = "primary", metadata = new { tool_calls = new[] { "look" } } })).Ok();
        var second = await user.CreateAsync("Second", "log_analysis");
        await user.SayAsync(second.Id, "Be kind", "system");
        var draft = await user.DraftAsync(second.Id, "Half");
        (await user.PatchAsync(Calls.Message(second.Id, draft.Id) + "/append", new { delta = " and more" })).Ok();
        await user.CreateAsync("Third", isActive: false);
    }
}
