namespace Features.Tests.Search;

public sealed partial class SearchMessagesTests
{
    [Fact]
    public async Task What_was_changed_is_found_by_what_it_says_now()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync("Oldtitle")).Id;
        var message = (await user.SayAsync(session, "oldtext")).Id;

        (await user.EditAsync(session, message, new { content = "newtext" })).Ok();
        (await user.PutAsync(Calls.Path(session), new { title = "Newtitle" })).Ok();

        (await user.FindAsync("oldtext")).ShouldBeEmpty();
        (await user.FindAsync("oldtitle")).ShouldBeEmpty();
        (await user.FindAsync("newtext")).ShouldBe(["newtext"]);
        (await user.FindAsync("newtitle")).ShouldBe(["title: Newtitle"]);

        (await user.EditAsync(session, message, new { content = "…!" })).Ok();
        (await user.FindAsync("newtext")).ShouldBeEmpty();
        (await user.DeleteAsync(Calls.Message(session, message))).Ok();
        (await user.FindAsync("newtext")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_is_found_once_it_is_finished_or_aborted()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync("…")).Id;
        var finished = (await user.DraftAsync(session, "growing one")).Id;
        var aborted = (await user.DraftAsync(session, "growing two")).Id;
        (await user.PatchAsync($"{Calls.Message(session, finished)}/append", new { delta = " appended" })).Ok();
        (await user.FindAsync("growing")).ShouldBeEmpty();

        (await user.PostAsync($"{Calls.Message(session, finished)}/finish", new { })).Ok();
        (await user.PostAsync($"{Calls.Message(session, aborted)}/abort", new { })).Ok();

        (await user.FindAsync("growing")).ShouldBe(["growing two", "growing one appended"]);
        (await user.FindAsync("appended")).ShouldBe(["growing one appended"]);
    }

    [Fact]
    public async Task A_batch_is_found_and_agents_search_like_their_user()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync("…")).Id;
        (await user.PostAsync($"{Calls.Messages(session)}/batch", new { messages = new[] { new { content = "first of batch" }, new { content = "second of batch" } } })).Ok();

        (await chat.Server.Agent(name, "helper").FindAsync("batch")).ShouldBe(["second of batch", "first of batch"]);
        (await chat.NewUser().FindAsync("batch")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_is_found_by_the_next_call_from_any_host_and_never_after_its_change()
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        await Parallel.ForAsync(0, 8, async (n, _) =>
        {
            var name = ChatServer.NewUser();
            var (writer, reader) = n % 2 == 0 ? (chat.Server.User(name), second.User(name)) : (second.User(name), chat.Server.User(name));
            var session = (await writer.CreateAsync("…")).Id;
            for (var i = 0; i < 10; i++)
            {
                var message = (await writer.SayAsync(session, $"first{i}")).Id;
                (await reader.FindAsync($"first{i}")).ShouldBe([$"first{i}"]);
                (await writer.EditAsync(session, message, new { content = $"second{i}" })).Ok();
                (await reader.FindAsync($"first{i}")).ShouldBeEmpty();
                (await reader.FindAsync($"second{i}")).ShouldBe([$"second{i}"]);
                (await writer.DeleteAsync(Calls.Message(session, message))).Ok();
                (await reader.FindAsync($"second{i}")).ShouldBeEmpty();
            }
        });
    }

    [Fact]
    public async Task Without_message_history_titles_are_found_and_no_messages()
    {
        await using var host = await chat.StartHostAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_ENABLE_MESSAGE_HISTORY"] = "false" }, chat.ConnectionString);
        var name = ChatServer.NewUser();
        var session = (await chat.Server.User(name).CreateAsync("word of a title")).Id;
        await chat.Server.User(name).SayAsync(session, "word before");
        await host.User(name).SayAsync(session, "word after");

        (await host.User(name).FindAsync("word")).ShouldBe(["title: word of a title"]);
        (await chat.Server.User(name).FindAsync("word")).ShouldBe(["word before", "title: word of a title"]);
    }

    [Fact]
    public async Task What_is_purged_is_not_found_and_a_rebuild_brings_nothing_back()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await PurgeHost.StartAsync(database);
        var user = host.Server.User("ada");
        var purged = (await user.CreateAsync("word purged")).Id;
        await user.SayAsync(purged, "word purged");
        var kept = (await user.CreateAsync("word kept")).Id;
        (await user.DeleteAsync(Calls.Path(purged))).Ok();
        host.Time.Shift(PurgeHost.Days30 + TimeSpan.FromDays(1));
        await user.SayAsync(kept, "word kept");

        await host.PurgeAsync();

        (await user.FindAsync("word")).ShouldBe(["word kept", "title: word kept"]);
        await using var behind = new Behind(database);
        await behind.ExecuteAsync("delete from mt_doc_chatsession");
        (await user.FindAsync("word")).ShouldBeEmpty();
        (await host.Server.ProjectionsAsync("rebuild")).ExitCode.ShouldBe(0);
        (await user.FindAsync("word")).ShouldBe(["word kept", "title: word kept"]);
        (await behind.AskAsync<long>("select count(*) from mt_doc_searchentry")).ShouldBe(2);
    }
}
