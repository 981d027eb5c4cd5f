using Npgsql;

namespace Features.Tests.Concurrency;

public sealed class UniqueSequenceTests(ChatFixture chat)
{
    [Fact]
    public async Task The_database_itself_refuses_a_second_message_of_the_same_sequence()
    {
        await using var behind = new Behind(chat.ConnectionString);
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = await user.CreateAsync();
        var message = await user.SayAsync(session.Id, "The only first");

        var refused = await Should.ThrowAsync<PostgresException>(() => behind.ExecuteAsync("""
            insert into mt_doc_chatmessage
            select (jsonb_populate_record(m, jsonb_build_object('id', m.id + 1000000000000))).* from mt_doc_chatmessage m where tenant_id = $1 and id = $2
            """, name, message.Id));

        refused.SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
        refused.ConstraintName.ShouldBe("ux_chatmessage_sequence");
        (await UserView.ReadAsync(user)).ShouldAgree();
    }
}
