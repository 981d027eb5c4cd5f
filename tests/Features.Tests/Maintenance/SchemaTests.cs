using System.Text.Json;
using Chat.Host.Storage;
using Features.Tests.Startup;
using Features.Tests.Support;

namespace Features.Tests.Maintenance;

public sealed partial class SchemaTests(ChatFixture chat)
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
    public async Task A_host_starts_on_its_schema_without_waiting_for_those_who_write()
    {
        await using var pool = PostgresFixture.Pool(chat.ConnectionString, size: 1);
        await using var writer = await pool.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await writer.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var locks = writer.CreateCommand();
        locks.CommandText = "lock mt_streams, mt_events, mt_doc_chatsession, mt_doc_chatmessage, mt_doc_userstats in row exclusive mode";
        await locks.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        await second.User().CreateAsync();
    }

    [Fact]
    public async Task Assert_exits_1_and_names_what_is_missing_or_too_much()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        await Workshop.ExecuteAsync(database, "drop index ix_chatsession_newest; alter table mt_streams add column surplus int");

        var (exitCode, output) = await server.RunAsync("db", "assert");

        exitCode.ShouldBe(1);
        output.ShouldContain("- index CREATE INDEX ix_chatsession_newest ON mt_doc_chatsession");
        output.ShouldContain("+ column mt_streams.surplus integer");
        output.ShouldContain("2 differences");
    }

    [Fact]
    public async Task The_first_released_schema_with_its_data_is_brought_to_this_version()
    {
        var database = await FirstReleaseAsync();
        await using var server = await ChatServer.StartAsync(database);

        (await server.User("ada").GetAsync()).Ok()["total_count"].GetInt64().ShouldBe(7);
        await ProtectAsync(server);
        (await server.RunAsync("db", "assert")).Output.ShouldStartWith("the schema is that of this version");
        (await server.RunAsync("projections", "verify")).ExitCode.ShouldBe(0);
        var ada = server.User("ada");
        var sessions = (await ada.GetAsync()).Ok();
        sessions["total_count"].GetInt64().ShouldBe(7);
        var newest = sessions["sessions"][0].GetProperty("id").GetInt64();
        (await ada.GetAsync($"{ApiClient.Base}/{newest}/messages")).Ok()["total_count"].GetInt64().ShouldBe(7);
        // Neither were states and revisions.
        var oldest = (await ada.GetAsync($"{ApiClient.Base}/{newest}/messages")).Ok()["messages"][0];
        (oldest.GetProperty("status").GetString(), oldest.GetProperty("revision").GetInt64(), oldest.GetProperty("posted_by").ValueKind).ShouldBe(("complete", 1, JsonValueKind.Null));
        oldest.GetProperty("updated_at").GetString().ShouldBe(oldest.GetProperty("created_at").GetString());
        // Places among a type were not known then.
        var answers = (await ada.GetAsync($"{ApiClient.Base}/{newest}/messages?message_type=assistant&page=2&page_size=1")).Ok();
        answers["total_count"].GetInt64().ShouldBe(3);
        answers["messages"][0].GetProperty("sequence").GetInt64().ShouldBe(4);
        (await ada.SayAsync(newest, "and on it goes"))["sequence"].GetInt64().ShouldBe(8);
        (await ada.CreateAsync("New")).Id.ShouldBeGreaterThan(newest);
        (await server.RunAsync("projections", "verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_change_that_was_cut_off_is_completed_by_the_next_start()
    {
        var database = await FirstReleaseAsync();
        // As a host leaves it that is killed between the table of changes and its first entry.
        await Workshop.ExecuteAsync(database, "create table chat_schema_changes (number int primary key, name text not null, applied_at timestamptz not null default now())");

        await using var server = await ChatServer.StartAsync(database);

        await ProtectAsync(server);
        (await server.RunAsync("db", "assert")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_host_that_is_killed_in_the_middle_of_a_change_leaves_it_to_the_next()
    {
        var database = await FirstReleaseAsync();
        await using var behind = new Behind(database);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Chat"] = database,
            ["JWT_SECRET_KEY"] = Tokens.Key,
        };
        // The change comes to the sessions after the streams, and has to wait there.
        await using (await behind.LockAsync("mt_doc_chatsession", "share update exclusive"))
        {
            await using var killed = HostProcess.Start(settings);
            await Eventually.HoldsAsync("the change waits for the table", async () =>
                await behind.AskAsync<bool>("select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like '%alter table%')"));
            await killed.SignalAsync("KILL");
            await killed.EndAsync();
            (await behind.AskAsync<long>("select count(*) from pg_class where relname = 'mt_streams' and reloptions is not null")).ShouldBe(0);
        }

        await using var next = HostProcess.Start(settings, "db", "apply");

        (await next.EndAsync()).ShouldBe(0, next.Errors);
        next.Output.ShouldContain("applied 1 room_for_hot_updates");
        await using (var server = await ChatServer.StartAsync(database))
            await ProtectAsync(server);
        await using var assert = HostProcess.Start(settings, "db", "assert");
        (await assert.EndAsync()).ShouldBe(0, assert.Output);
    }

    [Fact]
    public async Task Five_hosts_that_start_at_once_apply_each_change_once()
    {
        var database = await FirstReleaseAsync();
        var servers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ChatServer.StartAsync(database)));

        await ProtectAsync(servers[0]);
        (await servers[0].RunAsync("db", "assert")).ExitCode.ShouldBe(0);
        (await servers[0].RunAsync("db", "apply")).Output.ShouldBe("the schema is that of this version" + Environment.NewLine);
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    /// <summary>Hosts of the version before name no tenant to the database: the wall goes up when the last of them is gone.</summary>
    private static async Task ProtectAsync(ChatServer server)
    {
        if (!TenantNaming.IsSupported)
            return;
        (await server.RunAsync("db", "assert")).Output.ShouldContain("- policy own_tenant on mt_streams");
        var (exitCode, output) = await server.RunAsync("db", "protect");
        exitCode.ShouldBe(0);
        output.ShouldContain("protected mt_events");
    }

    private async Task<string> FirstReleaseAsync()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        using var dump = new StreamReader(typeof(SchemaTests).Assembly.GetManifestResourceStream("first-release.sql")!);
        await Workshop.ExecuteAsync(database, await dump.ReadToEndAsync(TestContext.Current.CancellationToken));
        return database;
    }
}
