using Chat.Host.Startup;

namespace Features.Tests.Maintenance;

public sealed class ProjectionMaintenanceTests(ChatFixture chat)
{
    private const string CorruptAll = """
        update mt_doc_chatsession set data = data || '{"message_count": 12345, "title": "wrong", "is_active": false}', is_active = false;
        update mt_doc_userstats set data = '{"id": "?", "agents": {}}';
        """;

    // Every session and every user's statistics against the messages themselves.
    private const string Wrong = """
        select (select count(*) from mt_doc_chatsession s
                where (s.data ->> 'message_count')::bigint <>
                  (select count(*) from mt_doc_chatmessage m where m.tenant_id = s.tenant_id and m.session_id = s.id))
             + (select count(*) from mt_doc_userstats u
                where coalesce((select sum((a.value ->> 'messages')::bigint) from jsonb_each(u.data -> 'agents') a), 0) <>
                  (select count(*) from mt_doc_chatmessage m where m.tenant_id = u.tenant_id))
        """;

    [Fact]
    public async Task Verify_names_what_differs_and_exits_1_and_writes_nothing()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var (user, session) = await TalkAsync(server, "ada");
        (await server.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
        await MaintenanceCommands.ExecuteAsync(database, CorruptAll);
        await MaintenanceCommands.ExecuteAsync(database, """insert into mt_doc_chatsession select tenant_id, 4711, data, now(), 'x', 1, agent_type, is_active, last_message_at, updated_at, search_title from mt_doc_chatsession limit 1""");

        var (exitCode, output) = await server.ProjectionsAsync("verify", "ada");

        exitCode.ShouldBe(1);
        output.ShouldContain("differs: UserStats of user ada");
        output.ShouldContain($"differs: ChatSession {session} of user ada");
        output.ShouldContain("differs: ChatSession 4711 of user ada");
        output.ShouldContain("verified 1 users from");
        (await user.GetAsync($"{ApiClient.Base}/{session}")).Ok()["title"].GetString().ShouldBe("wrong");
    }

    [Fact]
    public async Task Rebuild_mends_one_user_or_all_and_says_so()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var (ada, adas) = await TalkAsync(server, "ada");
        var (bob, bobs) = await TalkAsync(server, "bob");
        var before = (await ada.GetAsync($"{ApiClient.Base}/{adas}")).Body;
        await MaintenanceCommands.ExecuteAsync(database, CorruptAll);

        var (exitCode, output) = await server.ProjectionsAsync("rebuild", "ada");

        exitCode.ShouldBe(0);
        output.ShouldContain("rebuilt 1 users");
        (await ada.GetAsync($"{ApiClient.Base}/{adas}")).Body.ShouldBe(before);
        (await bob.GetAsync($"{ApiClient.Base}/{bobs}")).Ok()["title"].GetString().ShouldBe("wrong");
        (await server.ProjectionsAsync("rebuild")).Output.ShouldContain("rebuilt 2 users");
        (await server.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
        (await bob.GetAsync($"{ApiClient.Base}?is_active=true")).Ok()["total_count"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Events_of_unknown_types_are_passed_over_with_one_warning_and_kept()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var (user, session) = await TalkAsync(server, "ada");
        await MaintenanceCommands.ExecuteAsync(database, """
            with next as (update mt_streams set version = version + 2 returning version)
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            select nextval('mt_events_sequence'), gen_random_uuid(), 'ada', version - n, '{"from": "the future"}', 'session_dreamt', now(), 'ada'
            from next, generate_series(0, 1) n
            """);

        (await user.SayAsync(session, "and on"))["sequence"].GetInt64().ShouldBe(4);
        var (exitCode, output) = await server.ProjectionsAsync("rebuild");

        exitCode.ShouldBe(0);
        output.Split('\n').Count(line => line.StartsWith("warning: 2 events are of types that this version does not know", StringComparison.Ordinal)).ShouldBe(1);
        (await MaintenanceCommands.AskAsync<long>(database, "select count(*) from mt_events where type = 'session_dreamt'")).ShouldBe(2);
        (await server.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_rebuild_of_a_large_data_set_under_load_mends_every_document()
    {
        const int Users = 300;
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var users = new (ApiClient User, long Session)[Users];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForAsync(0, Users, parallel, async (n, _) => users[n] = await TalkAsync(server, $"user-{n}"));
        await MaintenanceCommands.ExecuteAsync(database, CorruptAll.Replace("12345", "0", StringComparison.Ordinal));
        using var stop = new CancellationTokenSource();
        var posted = 0;
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var n = writer; !stop.IsCancellationRequested; n++)
            {
                // Until its count is repaired, a session gives a taken sequence: the unique index refuses it and nothing is stored.
                var (user, session) = users[n % Users];
                if ((await user.PostAsync($"{ApiClient.Base}/{session}/messages", new { content = "more" })).StatusCode == 200)
                    Interlocked.Increment(ref posted);
            }
        }, TestContext.Current.CancellationToken)).ToList();

        (await server.ProjectionsAsync("rebuild")).ExitCode.ShouldBe(0);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        (await server.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
        (await MaintenanceCommands.AskAsync<long>(database, Wrong)).ShouldBe(0);
        posted.ShouldBeGreaterThan(0);
        (await MaintenanceCommands.AskAsync<long>(database, "select count(*) from mt_doc_chatmessage")).ShouldBe(posted + (Users * 3));
    }

    [Fact]
    public async Task Rebuild_leaves_alone_what_is_stored_for_a_user_without_a_stream()
    {
        // Without a stream there is no lock, so a first write may have come after the check.
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var (_, session) = await TalkAsync(server, "ada");
        await MaintenanceCommands.ExecuteAsync(database, "update mt_doc_chatsession set tenant_id = 'bob'; update mt_doc_userstats set tenant_id = 'bob', id = 'bob'");
        var bob = server.User("bob");

        var (exitCode, output) = await server.ProjectionsAsync("rebuild", "bob");

        exitCode.ShouldBe(0);
        output.ShouldContain("0 documents mended");
        (await bob.GetAsync($"{ApiClient.Base}/{session}")).Ok();
        (await bob.GetAsync($"{ApiClient.Base}/stats/user")).Ok()["total_sessions"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_rebuild_under_load_loses_nothing()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var users = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => TalkAsync(server, $"user-{n}")));
        using var stop = new CancellationTokenSource();
        var posted = 0;
        var writers = users.SelectMany(u => new[] { u, u }).Select(u => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                // A command that waits for the rebuild of its user may get a 503.
                var answer = await u.User.PostAsync($"{ApiClient.Base}/{u.Session}/messages", new { content = "more" });
                answer.StatusCode.ShouldBeOneOf(200, 503);
                if (answer.StatusCode == 200)
                    Interlocked.Increment(ref posted);
            }
        }, TestContext.Current.CancellationToken)).ToList();

        for (var round = 0; round < 3; round++)
        {
            // One user at a time: a statement over all users could deadlock with another transaction.
            for (var n = 0; n < 8; n++)
                await MaintenanceCommands.ExecuteAsync(database, $"update mt_doc_userstats set data = jsonb_set(data, '{{agents,primary,total}}', '99') where tenant_id = 'user-{n}'");
            (await server.ProjectionsAsync("rebuild")).ExitCode.ShouldBe(0);
        }
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        (await server.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
        (await MaintenanceCommands.AskAsync<long>(database, Wrong)).ShouldBe(0);
        posted.ShouldBeGreaterThan(0);
        (await MaintenanceCommands.AskAsync<long>(database, "select count(*) from mt_doc_chatmessage")).ShouldBe(posted + (8 * 3));
    }

    [Fact]
    public async Task A_command_line_that_makes_no_sense_is_told_the_usage()
    {
        foreach (var action in new[] { "", "destroy" })
            (await Should.ThrowAsync<StartupException>(() => chat.Server.ProjectionsAsync(action))).Message.ShouldStartWith("usage: ");
    }

    private static async Task<(ApiClient User, long Session)> TalkAsync(ChatServer server, string name)
    {
        var user = server.User(name);
        var session = (await user.CreateAsync($"Of {name}")).Id;
        for (var i = 0; i < 3; i++)
            await user.SayAsync(session, $"Message {i}");
        return (user, session);
    }
}
