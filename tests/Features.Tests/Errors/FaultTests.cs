using Features.Tests.Hostile;


namespace Features.Tests.Errors;

/// <summary>A 500 tells nothing of its cause.</summary>
public sealed class FaultTests(ChatFixture chat)
{
    [Fact]
    public async Task A_database_that_quotes_what_it_refuses_is_a_500_that_does_not()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var user = server.User();
        var session = await user.CreateAsync();
        await behind.ExecuteAsync("""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'zebra in % of %', new.data, tg_table_name; end $$;
            create trigger refuse before insert on mt_doc_chatmessage for each row execute function refuse();
            """);

        var answer = await user.PostMessageAsync(session.Id, """{"content":"zebra"}""");

        answer.ShouldBeProblem(500, "Internal Server Error", "Something went wrong on our side");
        (await user.MessagesAsync(session.Id)).Items("messages").ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_endpoint_that_finds_its_tables_gone_answers_a_500_that_does_not_say_so()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var victim = await Victim.CreateAsync(server);
        foreach (var table in await behind.ListAsync<string>("select tablename::text from pg_tables where schemaname = 'public'"))
            await behind.ExecuteAsync($"alter table {table} rename to {table}_gone");

        foreach (var call in MappedCall.AllOf(server).Where(call => !call.IsPublic && !call.IsOfTools))
        {
            var answer = await call.SendAsync(victim.User, call.Path(victim.Session, victim.Message));

            answer.StatusCode.ShouldBe(500, call.ToString());
            answer.ShouldBeProblem(500, "Internal Server Error", "Something went wrong on our side");
        }
    }
}
