using System.Text.RegularExpressions;
using Features.Tests.Idempotency;
using Features.Tests.Support;

namespace Features.Tests.Maintenance;

/// <summary>The statements with which docs/operations.md erases a user.</summary>
public sealed partial class ErasureTests(ChatFixture chat)
{
    private const string TablesOfUsers = """
        select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'tenant_id'
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_left_of_the_user_and_others_keep_everything()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await chat.StartHostAsync(connectionString: database);
        await TalkAsync(server.User("ada"));
        await TalkAsync(server.User("bob"));
        var bob = (await server.User("bob").GetAsync()).Ok().Body;

        await EraseAsync(database, "ada");

        await using var behind = new Behind(database);
        var tables = await behind.ListAsync<string>(TablesOfUsers);
        tables.Count.ShouldBeGreaterThanOrEqualTo(7);
        foreach (var table in tables)
            (await behind.AskAsync<long>($"select count(*) from {table} where tenant_id = 'ada'")).ShouldBe(0, table);
        (await server.User("bob").GetAsync()).Ok().Body.ShouldBe(bob);
        (await server.User("ada").GetAsync($"{ApiClient.Base}/stats/user")).Ok()["total_sessions"].GetInt64().ShouldBe(0);
        await TalkAsync(server.User("ada"));
        (await server.ProjectionsAsync("verify")).ExitCode.ShouldBe(0);
    }

    /// <summary>As the role of the service, to which row-level security shows that user alone.</summary>
    private static async Task EraseAsync(string database, string user)
    {
        var script = Script().Match(await PageAsync()).Groups["script"].Value;
        script.ShouldContain("delete from mt_events");
        await using var pool = PostgresFixture.Pool(database, 1);
        await using var erase = pool.CreateCommand(script.Replace(":'user'", $"'{user}'", StringComparison.Ordinal));
        await erase.ExecuteNonQueryAsync(Token);
    }

    private static async Task TalkAsync(ApiClient user)
    {
        var session = (await user.CreateWithKeyAsync("A session", KeyedCalls.NewKey())).Ok();
        await user.SayAsync(session.Id, "Hello");
    }

    private static async Task<string> PageAsync()
    {
        using var reader = new StreamReader(typeof(ErasureTests).Assembly.GetManifestResourceStream("operations.md")!);
        return await reader.ReadToEndAsync(Token);
    }

    [GeneratedRegex("```sql\n(?<script>begin;.*?commit;)\n```", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1_000)]
    private static partial Regex Script();
}
