namespace Features.Tests.Maintenance;

/// <summary><c>users erase</c>, as in docs/operations.md.</summary>
public sealed class UserErasureTests(ChatFixture chat)
{
    private const string TablesOfUsers = """
        select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'tenant_id'
        """;

    [Fact]
    public async Task Nothing_is_left_of_the_user_and_others_keep_everything()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await chat.StartHostAsync(connectionString: database);
        await TalkAsync(server.User("ada"));
        await TalkAsync(server.User("bob"));
        var bob = (await server.User("bob").GetAsync()).Ok().Body;

        await using var erase = HostProcess.Start(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ConnectionStrings__Chat"] = database }, "users", "erase", "ada");
        (await erase.EndAsync()).ShouldBe(0, erase.Output + erase.Errors);
        erase.Output.ShouldEndWith("of ada; 0 are left");

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

    private static async Task TalkAsync(ApiClient user)
    {
        var session = (await user.CreateWithKeyAsync("A session", KeyedCalls.NewKey())).Ok();
        var message = await user.SayAsync(session.Id, "Hello");
        // A revision, and a draft with deltas.
        (await user.PutAsync(Calls.Message(session.Id, message.Id), new { content = "Hello again" })).Ok();
        var draft = (await user.PostAsync(Calls.Messages(session.Id), new { content = "", message_type = "assistant", agent_type = "primary", status = "streaming" })).Ok();
        (await user.PatchAsync($"{Calls.Message(session.Id, draft.Id)}/append", new { delta = "A part" })).Ok();
    }
}
