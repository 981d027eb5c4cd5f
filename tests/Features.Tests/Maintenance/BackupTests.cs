using Chat.EmbeddedPostgres;
using Npgsql;

namespace Features.Tests.Maintenance;

/// <summary>A dump of <c>pg_dump</c>, restored into a new database (docs/operations.md).</summary>
public sealed class BackupTests
{
    private const string Tool = "pg_dump";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_dump_answers_every_read_alike_and_goes_on()
    {
        await using var postgres = await TestPostgres.StartAsync(token: Token);
        Assert.SkipUnless(PostgresTool.Has(postgres, Tool), "These binaries of Postgres have no pg_dump.");
        var (before, after) = (await postgres.CreateDatabaseAsync("before", Token), await postgres.CreateDatabaseAsync("after", Token));
        await using var old = await ChatServer.StartAsync(before);
        var key = KeyedCalls.NewKey();
        var (ada, bob) = (await TalkAsync(old.User("ada"), key), await TalkAsync(old.User("bob"), key));

        await CopyAsync(postgres, before, after);

        await using var restored = await ChatServer.StartAsync(after);
        foreach (var (user, said) in new[] { ("ada", ada), ("bob", bob) })
        {
            var (then, now) = (await ReadAllAsync(old.User(user), said), await ReadAllAsync(restored.User(user), said));
            now.Count.ShouldBe(8);
            now.ShouldBe(then);
        }
        await restored.AssertSchemaAsync();
        (await restored.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
        await ShouldGoOnAsync(restored.User("ada"), ada, key);
        (await restored.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
        await ShouldShowNobodyAsync(after);
    }

    [Fact]
    public async Task The_role_of_the_service_cannot_write_a_dump_that_would_lack_rows()
    {
        await using var postgres = await TestPostgres.StartAsync(token: Token);
        Assert.SkipUnless(PostgresTool.Has(postgres, Tool), "These binaries of Postgres have no pg_dump.");
        await using (await ChatServer.StartAsync(postgres.ConnectionString))
        {
            var dump = await PostgresTool.RunAsync(postgres.ConnectionString, postgres, Tool, "--file=/dev/null");

            dump.ExitCode.ShouldNotBe(0);
            dump.Errors.ShouldContain("row-level security");
        }
    }

    /// <summary>A session with two messages and a system message, and an inactive session.</summary>
    private static async Task<Said> TalkAsync(ApiClient user, string key)
    {
        var session = await user.CreateAsync("Grüße, 世界 \"quoted\"", metadata: new { nested = new { list = new object?[] { 1.5, null, "\\" } } });
        await user.SayAsync(session.Id, " spaces and\nlines\t🙂 ", metadata: new { big = 12345678901234567890m });
        await user.SayAsync(session.Id, "An answer", "assistant", "primary");
        var last = (await user.SayWithKeyAsync(session.Id, "Once", key)).Ok();
        var gone = await user.CreateAsync("Another", "research");
        (await user.DeleteAsync($"{ApiClient.Base}/{gone.Id}")).Ok();
        return new Said(session.Id, gone.Id, last);
    }

    private static async Task CopyAsync(PostgresServer postgres, string from, string to)
    {
        var file = Path.Combine(Path.GetTempPath(), $"chat-{Guid.NewGuid():n}.dump");
        try
        {
            var dump = await PostgresTool.RunAsync(postgres.AsAdministrator(from), postgres, Tool, "--format=custom", $"--file={file}");
            dump.ExitCode.ShouldBe(0, dump.Errors);
            var restore = await PostgresTool.RunAsync(
                postgres.AsAdministrator(to), postgres, "pg_restore", "--exit-on-error", $"--dbname={new NpgsqlConnectionStringBuilder(to).Database}", file);
            restore.ExitCode.ShouldBe(0, restore.Errors);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The bodies of all reads.</summary>
    private static async Task<List<string>> ReadAllAsync(ApiClient user, Said said)
    {
        string[] paths =
        [
            ApiClient.Base, $"{ApiClient.Base}?is_active=true", $"{ApiClient.Base}?search=WORLD%20", $"{ApiClient.Base}/{said.Session}",
            $"{ApiClient.Base}/{said.Inactive}", $"{ApiClient.Base}/{said.Session}/messages?page_size=2",
            $"{ApiClient.Base}/{said.Session}/messages?message_type=assistant", $"{ApiClient.Base}/stats/user",
        ];
        var bodies = new List<string>();
        foreach (var path in paths)
            bodies.Add((await user.GetAsync(path)).Ok().Body);
        return bodies;
    }

    /// <summary>Ids, sequences, counts and stored answers go on as before.</summary>
    private static async Task ShouldGoOnAsync(ApiClient user, Said said, string key)
    {
        (await user.SayWithKeyAsync(said.Session, "Once", key)).ShouldReplay(said.Last);
        var message = await user.SayAsync(said.Session, "After");
        message["sequence"].GetInt64().ShouldBe(4);
        message.Id.ShouldBeGreaterThan(said.Last.Id);
        var session = await user.CreateAsync("After");
        session.Id.ShouldBeGreaterThan(said.Inactive + 2);
        (await user.GetAsync($"{ApiClient.Base}/stats/user")).Ok()["total_messages"].GetInt64().ShouldBe(4);
    }

    /// <summary>For the service's role, every table is empty while no tenant is named.</summary>
    private static async Task ShouldShowNobodyAsync(string database)
    {
        await using var pool = PostgresFixture.Pool(database, 1);
        foreach (var table in new[] { "mt_events", "mt_streams", "mt_doc_chatsession", "mt_doc_chatmessage", "mt_doc_userstats", "mt_doc_idempotentanswer" })
        {
            (await MaintenanceCommands.AskAsync<long>(database, $"select count(*) from {table}")).ShouldBePositive(table);
            await using var count = pool.CreateCommand($"select count(*) from {table}");
            (await count.ExecuteScalarAsync(Token)).ShouldBe(0L, table);
        }
    }

    /// <summary>What a user has written.</summary>
    private sealed record Said(long Session, long Inactive, ApiAnswer Last);
}
