using System.Text.RegularExpressions;

namespace Features.Tests.Maintenance;

/// <summary>Rebuilds run as processes.</summary>
public sealed class RebuildTests(ChatFixture chat)
{
    private const string Corrupt = """
        update mt_doc_chatsession set data = data || '{"message_count": 12345}';
        update mt_doc_userstats set data = '{"id": "?", "agents": {}}'
        """;

    [Fact]
    public async Task Documents_that_were_rebuilt_again_and_again_go_on_with_the_next_event()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var user = server.User("ada");
        var session = (await user.CreateAsync()).Id;
        for (var i = 0; i < 3; i++)
            await user.SayAsync(session, "Hello");
        for (var round = 0; round < 20; round++)
        {
            await MaintenanceCommands.ExecuteAsync(database, Corrupt);
            (await server.ProjectionsAsync("rebuild", "ada")).ExitCode.ShouldBe(0);
        }

        (await user.SayAsync(session, "and on"))["sequence"].GetInt64().ShouldBe(4);

        (await user.GetAsync($"{ApiClient.Base}/stats/user")).Ok()["total_messages"].GetInt64().ShouldBe(4);
        (await server.ProjectionsAsync("verify", "ada")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_title_that_an_earlier_version_folded_is_found_as_before_and_a_rebuild_folds_it_anew()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var user = server.User("ada");
        var session = (await user.CreateAsync("Café")).Id;
        await MaintenanceCommands.ExecuteAsync(database, "update mt_doc_chatsession set search_title = 'CAFÉ'");
        (await server.ProjectionsAsync("verify", "ada")).ExitCode.ShouldBe(0);

        (await user.SessionIdsAsync("?search=caf%C3%A9")).ShouldBe([session]);
        (await user.SessionIdsAsync("?search=cafe")).ShouldBeEmpty();

        (await server.ProjectionsAsync("rebuild", "ada")).ExitCode.ShouldBe(0);
        (await user.SessionIdsAsync("?search=cafe")).ShouldBe([session]);
        (await user.SessionIdsAsync("?search=caf%C3%A9")).ShouldBe([session]);
    }

    [Fact]
    public async Task A_rebuild_takes_no_more_memory_for_more_events_and_sessions()
    {
        const int Sessions = 10_000, MessagesEach = 9;
        var database = await NewDatabaseAsync();
        await LongStream.WriteAsync(database, Sessions, MessagesEach);

        // 100,000 events and 10,000 sessions would not fit into this heap.
        await using var rebuild = Start(database, heapLimit: 32 << 20, "projections", "rebuild");

        (await rebuild.EndAsync()).ShouldBe(0, rebuild.Errors);
        rebuild.Output.ShouldContain("rebuilt 1 users from 100,000 events");
        Regex.IsMatch(rebuild.Output, @"; 10,001 documents mended$", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBeTrue(rebuild.Output);
        (await MaintenanceCommands.AskAsync<long>(database, $"select count(*) from mt_doc_chatsession where tenant_id = '{LongStream.User}' and (data ->> 'message_count')::int = {MessagesEach}"))
            .ShouldBe(Sessions);
        await using var verify = Start(database, heapLimit: 32 << 20, "projections", "verify");
        (await verify.EndAsync()).ShouldBe(0, verify.Output + verify.Errors);
        verify.Output.ShouldContain("0 documents differ");
    }

    [Fact]
    public async Task A_rebuild_that_is_killed_in_the_middle_is_completed_by_the_next()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        foreach (var name in new[] { "ada", "bob", "eve" })
            await server.User(name).SayAsync((await server.User(name).CreateAsync()).Id, "Hello");
        await MaintenanceCommands.ExecuteAsync(database, """update mt_doc_userstats set data = data || '{"agents": {}}'""");
        await using var behind = new Behind(database);

        // Users come in the order of their ids: the first is done, the second waits for its lock, the third has not begun.
        await using (var held = await behind.HoldAsync("bob"))
        {
            await using var killed = Start(database, heapLimit: 0, "projections", "rebuild");
            await held.SomebodyWaitsAsync();
            await killed.SignalAsync("KILL");
            await killed.EndAsync();
            (await MendedAsync(database)).ShouldBe(1);
        }

        await using var next = Start(database, heapLimit: 0, "projections", "rebuild");
        (await next.EndAsync()).ShouldBe(0, next.Errors);
        next.Output.ShouldContain("; 2 documents mended");
        (await MendedAsync(database)).ShouldBe(3);
        (await server.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
    }

    private static Task<long> MendedAsync(string database) =>
        MaintenanceCommands.AskAsync<long>(database, "select count(*) from mt_doc_userstats where data -> 'agents' <> '{}'");

    private static HostProcess Start(string database, long heapLimit, params string[] arguments)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Chat"] = database,
        };
        if (heapLimit > 0)
            settings["DOTNET_GCHeapHardLimit"] = $"{heapLimit:x}";
        return HostProcess.Start(settings, arguments);
    }

    private async Task<string> NewDatabaseAsync()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        return database;
    }
}
