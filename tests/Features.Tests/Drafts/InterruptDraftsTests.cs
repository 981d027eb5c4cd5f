namespace Features.Tests.Drafts;

public sealed class InterruptDraftsTests(ChatFixture chat)
{
    [Fact]
    public async Task Only_messages_that_did_not_grow_for_the_time_out_are_interrupted_with_what_is_there()
    {
        await using var host = await StartAsync();
        var user = host.Server.User("ada");
        var session = (await user.CreateAsync()).Id;
        var (left, touched) = (await user.DraftAsync(session, "Left"), await user.DraftAsync(session, "Touched"));
        (await user.AppendAsync(session, left.Id, " alone")).Ok();
        host.Time.Shift(DraftHost.Timeout - TimeSpan.FromSeconds(2));
        (await host.InterruptAsync()).ShouldBe(0);
        (await user.AppendAsync(session, touched.Id, "")).Ok();
        host.Time.Shift(TimeSpan.FromSeconds(4));

        (await host.InterruptAsync()).ShouldBe(1);
        (await host.InterruptAsync()).ShouldBe(0);

        var interrupted = await user.MessageAsync(session, left.Id);
        interrupted.Json.ShouldBeJson(left.Json.With(("content", "Left alone"), ("status", "interrupted"), ("updated_at", interrupted["updated_at"])));
        (await user.BareSessionAsync(session))["updated_at"].GetString().ShouldBe(interrupted["updated_at"].GetString());
        (await user.AppendAsync(session, touched.Id, "!")).Ok()["status"].GetString().ShouldBe("streaming");
        (await user.AppendAsync(session, left.Id, "!", 10)).ShouldBeConflict("The message was interrupted; post another one", length: 10);
        (await host.Server.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_complete_message_that_grew_is_put_together_as_its_next_revision()
    {
        await using var host = await StartAsync();
        var user = host.Server.User();
        var session = (await user.CreateAsync()).Id;
        var message = await user.SayAsync(session, "One");
        (await user.AppendAsync(session, message.Id, " two")).Ok();
        (await user.AppendAsync(session, message.Id, " three")).Ok();
        host.Time.Shift(DraftHost.Timeout * 2);

        (await host.InterruptAsync()).ShouldBe(1);

        var put = await user.MessageAsync(session, message.Id);
        put.Json.ShouldBeJson(message.Json.With(("content", "One two three"), ("revision", 2), ("updated_at", put["updated_at"])));
        (await user.RevisionsAsync(session, message.Id)).Single().ShouldBeJson(message.Json);
    }

    [Fact]
    public async Task Two_hosts_that_look_at_once_interrupt_each_message_once()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        var time = PurgeHost.NewTime();
        await using var one = await DraftHost.StartAsync(database, time);
        await using var other = await DraftHost.StartAsync(database, time);
        await using var behind = new Behind(database);
        foreach (var name in new[] { "ada", "bob", "eve" })
        {
            var user = one.Server.User(name);
            var session = (await user.CreateAsync()).Id;
            for (var n = 0; n < 5; n++)
                (await user.AppendAsync(session, (await user.DraftAsync(session)).Id, "Half")).Ok();
        }
        time.Shift(DraftHost.Timeout * 2);

        await Task.WhenAll(one.InterruptAsync(), other.InterruptAsync());

        (await behind.AskAsync<long>("select count(*) from mt_events where type = 'message_interrupted'")).ShouldBe(15);
        (await behind.AskAsync<long>("select count(*) from mt_doc_chatmessage where data ->> 'status' = 'interrupted' and data ->> 'content' = 'Half'")).ShouldBe(15);
        (await behind.AskAsync<long>("select count(*) from mt_doc_messagedraft")).ShouldBe(0);
        (await behind.AskAsync<long>("select count(*) from mt_doc_messagedelta")).ShouldBe(0);
    }

    [Fact]
    public async Task The_trouble_of_one_user_does_not_keep_the_messages_of_others()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await DraftHost.StartAsync(database);
        await using var behind = new Behind(database);
        foreach (var name in new[] { "ada", "bob", "eve" })
            await host.Server.User(name).DraftAsync((await host.Server.User(name).CreateAsync()).Id);
        host.Time.Shift(DraftHost.Timeout * 2);

        await using (await behind.HoldAsync("bob"))
            (await host.InterruptAsync()).ShouldBe(2);

        (await host.InterruptAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_draft_whose_session_an_earlier_version_purged_is_cleared_away()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await DraftHost.StartAsync(database);
        await using var behind = new Behind(database);
        var user = host.Server.User();
        var session = (await user.CreateAsync()).Id;
        (await user.AppendAsync(session, (await user.DraftAsync(session)).Id, "Left")).Ok();
        await behind.ExecuteAsync("delete from mt_doc_chatsession");
        await behind.ExecuteAsync("delete from mt_doc_chatmessage");
        host.Time.Shift(DraftHost.Timeout * 2);

        await host.InterruptAsync();

        (await behind.AskAsync<long>("select count(*) from mt_doc_messagedraft")).ShouldBe(0);
        (await behind.AskAsync<long>("select count(*) from mt_doc_messagedelta")).ShouldBe(0);
    }

    [Theory]
    [InlineData("300", 10)]
    [InlineData("20", 2)]
    public async Task The_job_runs_by_itself(string timeout, int seconds)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_DRAFT_TIMEOUT_SECONDS"] = timeout, ["CHAT_SESSION_CLEANUP_DAYS"] = "0" };
        await using var host = await DraftHost.StartAsync(await chat.Postgres.NewDatabaseAsync(), settings: settings);
        var user = host.Server.User();
        var session = (await user.CreateAsync()).Id;
        var draft = (await user.DraftAsync(session, "Half")).Id;
        host.Time.Shift(DraftHost.Timeout * 2);
        await Eventually.HoldsAsync("the jobs wait for their time", () => host.Time.Waiting == 4);
        (await StatusAsync()).ShouldBe("streaming");

        host.Time.Advance(TimeSpan.FromSeconds(seconds));

        await Eventually.HoldsAsync("it is interrupted", async () => await StatusAsync() == "interrupted");

        async Task<string?> StatusAsync() => (await user.GetAsync(Calls.Message(session, draft))).Ok()["status"].GetString();
    }

    private async Task<DraftHost> StartAsync() => await DraftHost.StartAsync(await chat.Postgres.NewDatabaseAsync());
}
