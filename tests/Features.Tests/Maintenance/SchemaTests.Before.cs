using System.Text.Json;
using Features.Tests.Shared;
using Features.Tests.Support;

namespace Features.Tests.Maintenance;

public sealed partial class SchemaTests
{
    [Fact]
    public async Task A_message_of_a_host_that_knows_no_place_among_a_type_gets_it_from_the_database()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var session = (await server.User("ada").CreateAsync()).Id;
        for (var n = 0; n < 3; n++)
            await server.User("ada").SayAsync(session, "Hello");

        // As such a host inserts it, before it updates the session.
        await Workshop.ExecuteAsync(database, $$"""
            insert into mt_doc_chatmessage (tenant_id, id, data, session_id, sequence, message_type) values ('ada', 4711, '{}', {{session}}, 4, 'user');
            insert into mt_doc_chatmessage (tenant_id, id, data, session_id, sequence, message_type) values ('ada', 4712, '{}', {{session}}, 5, 'system')
            """);

        (await Workshop.AskAsync<long>(database, "select type_sequence from mt_doc_chatmessage where id = 4711")).ShouldBe(4);
        (await Workshop.AskAsync<long>(database, "select type_sequence from mt_doc_chatmessage where id = 4712")).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_host_of_the_version_before_does_not_write_of_messages_and_sessions_the_database_does()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        var ada = server.User("ada");
        var session = (await ada.CreateAsync()).Id;
        await ada.SayAsync(session, "First");
        var second = await ada.SayAsync(session, "Second");
        var old = second.Json.EnumerateObject().Where(member => member.Name is not ("status" or "posted_by" or "updated_at" or "revision"))
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);

        // As such a host writes both.
        await Workshop.ExecuteAsync(database, $"""
            delete from mt_doc_chatmessage where id = {second.Id};
            insert into mt_doc_chatmessage (tenant_id, id, data, session_id, sequence, message_type)
            values ('ada', {second.Id}, '{JsonSerializer.Serialize(old)}', {session}, 2, 'user');
            update mt_doc_chatsession set data = data #- array['internals', 'changed']
            """);

        (await ada.GetAsync(Calls.Message(session, second.Id))).ShouldBeOk(second.Json);
        (await Workshop.AskAsync<long>(database, "select (data -> 'internals' ->> 'changed')::bigint from mt_doc_chatsession")).ShouldBe(3);
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
}
