namespace Features.Tests.Caching;

/// <summary>Which changes make a cached response invalid.</summary>
public sealed partial class StreamStampPolicyTests(ChatFixture chat)
{
    [Theory]
    [MemberData(nameof(Reads.Names), MemberType = typeof(Reads))]
    public async Task An_answer_is_given_again_until_the_next_change(string read)
    {
        var (id, user, session) = await OneMessageAsync(chat.Server);
        await using var behind = new Behind(chat.ConnectionString);
        var first = (await user.GetAsync(Reads.Path(read, session))).Ok();

        await behind.CountByHandAsync(id, 7);
        var again = (await user.GetAsync(Reads.Path(read, session))).Ok();

        again.Body.ShouldBe(first.Body);
        again.ContentHeaders.ToString().ShouldBe(first.ContentHeaders.ToString());
        await user.SayAsync(session, "Two");
        (await user.GetAsync(Reads.Path(read, session))).Ok().MessagesIn(read).ShouldBe(8);
    }

    [Theory]
    [MemberData(nameof(Reads.Names), MemberType = typeof(Reads))]
    public async Task Without_memory_for_answers_each_is_read(string read)
    {
        await using var server = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_READ_CACHE_MB"] = "0" }, chat.ConnectionString);
        var (id, user, session) = await OneMessageAsync(server);
        await using var behind = new Behind(chat.ConnectionString);
        (await user.GetAsync(Reads.Path(read, session))).Ok().MessagesIn(read).ShouldBe(1);

        await behind.CountByHandAsync(id, 7);

        (await user.GetAsync(Reads.Path(read, session))).Ok().MessagesIn(read).ShouldBe(7);
    }

    [Theory]
    [MemberData(nameof(Reads.Names), MemberType = typeof(Reads))]
    public async Task A_rebuild_of_the_maintenance_is_seen(string read)
    {
        var (id, user, session) = await OneMessageAsync(chat.Server);
        await using var behind = new Behind(chat.ConnectionString);
        await behind.CountByHandAsync(id, 7);
        (await user.GetAsync(Reads.Path(read, session))).Ok().MessagesIn(read).ShouldBe(7);

        (await chat.Server.ProjectionsAsync("rebuild", id)).ExitCode.ShouldBe(0);

        (await user.GetAsync(Reads.Path(read, session))).Ok().MessagesIn(read).ShouldBe(1);
    }

    [Fact]
    public async Task A_session_that_is_purged_is_gone_at_once()
    {
        await using var host = await PurgeHost.StartAsync(await chat.Postgres.NewDatabaseAsync());
        var (_, user, session) = await OneMessageAsync(host.Server);
        (await user.DeleteAsync(Calls.Path(session))).Ok();
        host.Time.Shift(PurgeHost.Days30);
        foreach (var read in Reads.Names.Select(row => row.Data))
            (await user.GetAsync(Reads.Path(read, session))).Ok().MessagesIn(read).ShouldBe(1);

        await host.PurgeAsync();

        (await user.GetAsync(Reads.Path("list", session))).ShouldBeNoSession();
        (await user.GetAsync(Reads.Path("session", session))).ShouldBeNoSession();
        (await user.GetAsync(Reads.Path("bare", session))).ShouldBeNoSession();
        (await user.SessionIdsAsync()).ShouldBeEmpty();
        (await user.StatsAsync()).MessagesIn("stats").ShouldBe(0);
    }

    [Theory]
    [InlineData("streaming")]
    [InlineData("complete")]
    public async Task A_message_that_grows_is_read_as_far_as_it_has_come(string status)
    {
        var (_, user, session) = await OneMessageAsync(chat.Server);
        var posted = (await user.PostAsync(Calls.Messages(session), new { content = "0", message_type = "assistant", agent_type = "primary", status })).Ok();
        var path = $"{Calls.Messages(session)}/{posted.Id}";
        var text = "0";
        for (var n = 1; n <= 20; n++)
        {
            var delta = $" {n}";
            (await user.SendAsync(HttpMethod.Patch, $"{path}/append", System.Net.Http.Json.JsonContent.Create(new { delta }))).Ok();
            text += delta;
            (await user.MessagesAsync(session)).Items("messages")[^1].GetProperty("content").GetString().ShouldBe(text);
            (await user.SessionAsync(session)).Items("messages")[^1].GetProperty("content").GetString().ShouldBe(text);
        }

        (await user.PostAsync($"{path}/finish", new { metadata = new { done = true } })).Ok();

        var read = (await user.MessagesAsync(session)).Items("messages")[^1];
        read.GetProperty("content").GetString().ShouldBe(text);
        read.GetProperty("metadata").ShouldBeJson(new { done = true });
    }

    [Fact]
    public async Task An_agent_reads_for_a_user_what_the_user_reads()
    {
        var (id, user, session) = await OneMessageAsync(chat.Server);
        var agent = chat.Server.WithToken(Tokens.Mint(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["sub"] = "agent-of-" + id,
            ["exp"] = Tokens.InSeconds(600),
            ["roles"] = new[] { "agent" },
        }));
        for (var n = 2; n < 6; n++)
        {
            foreach (var read in new[] { "list", "session", "bare", "sessions" })
            {
                var answer = (await user.GetAsync(Reads.Path(read, session))).Ok();
                (await agent.SendAsync(HttpMethod.Get, Reads.Path(read, session), null, call => call.Headers.Add("On-Behalf-Of", id))).Body.ShouldBe(answer.Body);
            }
            (await agent.SendAsync(HttpMethod.Get, Reads.Path("stats", session), null, call => call.Headers.Add("On-Behalf-Of", id))).StatusCode.ShouldBe(403);
            await user.SayAsync(session, $"{n}");
            (await agent.SendAsync(HttpMethod.Get, Reads.Path("list", session), null, call => call.Headers.Add("On-Behalf-Of", id))).MessagesIn("list").ShouldBe(n);
        }
    }

    [Fact]
    public async Task A_read_whose_check_gets_no_answer_is_done_without()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await chat.StartHostAsync(connectionString: database);
        var (id, user, session) = await OneMessageAsync(server);
        await using var behind = new Behind(database);
        (await user.BareSessionAsync(session)).MessagesIn("bare").ShouldBe(1);

        // The check finds streaming messages; a session alone is none.
        await using (await behind.LockAsync("mt_doc_messagedraft", "access exclusive"))
        {
            await behind.CountByHandAsync(id, 7);
            (await user.BareSessionAsync(session)).MessagesIn("bare").ShouldBe(7);
        }

        (await user.BareSessionAsync(session)).MessagesIn("bare").ShouldBe(1);
    }

    private static async Task<(string Id, ApiClient User, long Session)> OneMessageAsync(ChatServer server)
    {
        var id = ChatServer.NewUser();
        var user = server.User(id);
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "One");
        return (id, user, session);
    }
}
