namespace Features.Tests.Storage;

public sealed class SchemaUpdateTests(ChatFixture chat)
{
    [Fact]
    public async Task The_catalog_of_a_new_database_is_the_one_on_record()
    {
        // When this fails after a wanted change, write what the test found into Storage/schema.txt.
        var database = await chat.Postgres.NewDatabaseAsync();
        await (await ChatServer.StartAsync(database)).DisposeAsync();

        (await Catalog.ReadAsync(database)).ShouldBe(Catalog.OnRecord());
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
    public async Task What_is_missing_is_named_by_assert_and_brought_back_by_apply()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        await MaintenanceCommands.ExecuteAsync(database, "drop index ix_chatsession_newest; alter table mt_streams reset (fillfactor)");
        var settings = Settings(database);

        await using var assert = HostProcess.Start(settings, "db-assert");
        (await assert.EndAsync()).ShouldBe(1);
        assert.Output.ShouldContain("ix_chatsession_newest");
        assert.Output.ShouldContain("fillfactor = 50");

        await using var apply = HostProcess.Start(settings, "db-apply");
        (await apply.EndAsync()).ShouldBe(0, apply.Output);
        await using var again = HostProcess.Start(settings, "db-assert");
        (await again.EndAsync()).ShouldBe(0, again.Output);
        (await Catalog.ReadAsync(database)).ShouldBe(Catalog.OnRecord());
    }

    [Fact]
    public async Task A_start_takes_nothing_away_that_a_later_version_has_added()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using (var server = await ChatServer.StartAsync(database))
            await server.User("ada").CreateAsync();
        await MaintenanceCommands.ExecuteAsync(database, """
            alter table mt_doc_chatsession add column mood varchar default 'kept';
            alter table mt_streams add column mood varchar default 'kept';
            create index ix_of_later on mt_doc_chatsession (tenant_id, mood);
            """);

        await using (var older = await ChatServer.StartAsync(database))
            (await older.User("ada").GetAsync()).Ok()["total_count"].GetInt64().ShouldBe(1);
        await using var apply = HostProcess.Start(Settings(database), "db-apply");
        (await apply.EndAsync()).ShouldBe(0, apply.Output);

        (await MaintenanceCommands.AskAsync<string>(database, "select mood from mt_doc_chatsession")).ShouldBe("kept");
        (await MaintenanceCommands.AskAsync<string>(database, "select mood from mt_streams")).ShouldBe("kept");
        (await Catalog.ReadAsync(database)).ShouldContain(line => line.Contains("ix_of_later", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_patch_holds_what_is_missing()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        await MaintenanceCommands.ExecuteAsync(database, "drop index ix_chatsession_newest_active");
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.sql");

        await using var patch = HostProcess.Start(Settings(database), "db-patch", file);
        (await patch.EndAsync()).ShouldBe(0, patch.Output);

        try
        {
            var sql = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            sql.ShouldContain("ix_chatsession_newest_active");
            await MaintenanceCommands.ExecuteAsync(database, sql);
        }
        finally
        {
            File.Delete(file);
            File.Delete(file.Replace(".sql", ".drop.sql", StringComparison.Ordinal));
        }
        await server.AssertSchemaAsync();
    }

    [Fact]
    public async Task Five_hosts_that_start_at_once_on_an_empty_database_all_serve()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        var servers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ChatServer.StartAsync(database)));

        await Task.WhenAll(servers.Select(server => server.User("ada").CreateAsync()));
        await servers[0].AssertSchemaAsync();
        (await servers[0].ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    private static Dictionary<string, string> Settings(string database) => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings__Chat"] = database,
    };
}
