using Features.Tests.Support;

namespace Features.Tests.Maintenance;

public sealed class SchemaTests(ChatFixture chat)
{
    [Fact]
    public async Task The_schema_of_a_new_database_is_the_one_on_record()
    {
        // When this fails after a wanted change, write the output of `db assert` into src/Host/Storage/schema.txt.
        var (exitCode, output) = await chat.Server.RunAsync("db", "assert");
        output.ShouldBe("the schema is that of this version" + Environment.NewLine);
        exitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Assert_exits_1_and_names_what_is_missing_or_too_much()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        await Workshop.ExecuteAsync(database, "drop index ix_chatsession_list; alter table mt_streams add column surplus int");

        var (exitCode, output) = await server.RunAsync("db", "assert");

        exitCode.ShouldBe(1);
        output.ShouldContain("- index CREATE INDEX ix_chatsession_list ON mt_doc_chatsession");
        output.ShouldContain("+ column mt_streams.surplus integer");
        output.ShouldContain("2 differences");
    }

    [Fact]
    public async Task The_first_released_schema_with_its_data_is_brought_to_this_version()
    {
        var database = await FirstReleaseAsync();
        await using var server = await ChatServer.StartAsync(database);

        (await server.RunAsync("db", "assert")).Output.ShouldStartWith("the schema is that of this version");
        (await server.RunAsync("projections", "verify")).ExitCode.ShouldBe(0);
        var ada = server.User("ada");
        var sessions = (await ada.GetAsync()).Ok();
        sessions["total_count"].GetInt64().ShouldBe(7);
        var newest = sessions["sessions"][0].GetProperty("id").GetInt64();
        (await ada.GetAsync($"{ApiClient.Base}/{newest}/messages")).Ok()["total_count"].GetInt64().ShouldBe(7);
        (await ada.SayAsync(newest, "and on it goes"))["sequence"].GetInt64().ShouldBe(8);
        (await ada.CreateAsync("New")).Id.ShouldBeGreaterThan(newest);
        (await server.RunAsync("projections", "verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Hosts_before_and_after_a_change_serve_the_same_database()
    {
        var database = await FirstReleaseAsync();
        await using var before = await ChatServer.StartAsync(database);
        var ada = before.User("ada");
        var session = (await ada.CreateAsync("Shared")).Id;
        // The host of the version before has its statements prepared when the change comes.
        for (var i = 0; i < 3; i++)
            await ada.SayAsync(session, "before");
        await Workshop.ExecuteAsync(database, "delete from chat_schema_changes");

        await using var after = await ChatServer.StartAsync(database);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? before : after).User("ada").SayAsync(session, "both")));
        (await after.User("ada").GetAsync($"{ApiClient.Base}/{session}")).Ok()["message_count"].GetInt64().ShouldBe(23);
        (await after.RunAsync("projections", "verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_change_that_was_cut_off_is_completed_by_the_next_start()
    {
        var database = await FirstReleaseAsync();
        // As a host leaves it that is killed between the table of changes and its first entry.
        await Workshop.ExecuteAsync(database, "create table chat_schema_changes (number int primary key, name text not null, applied_at timestamptz not null default now())");

        await using var server = await ChatServer.StartAsync(database);

        (await server.RunAsync("db", "assert")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Five_hosts_that_start_at_once_apply_each_change_once()
    {
        var database = await FirstReleaseAsync();
        var servers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ChatServer.StartAsync(database)));

        (await servers[0].RunAsync("db", "assert")).ExitCode.ShouldBe(0);
        (await servers[0].RunAsync("db", "apply")).Output.ShouldBe("the schema is that of this version" + Environment.NewLine);
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    private async Task<string> FirstReleaseAsync()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        using var dump = new StreamReader(typeof(SchemaTests).Assembly.GetManifestResourceStream("first-release.sql")!);
        await Workshop.ExecuteAsync(database, await dump.ReadToEndAsync(TestContext.Current.CancellationToken));
        return database;
    }
}
