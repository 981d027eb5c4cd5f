namespace Features.Tests.Users;

/// <summary>What waits for the user's lock, and how long it is held.</summary>
public sealed partial class EraseUserTests
{
    [Fact]
    public async Task A_rebuild_that_waits_for_the_erasure_brings_nothing_back()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var user = server.User("ada");
        await TalkAsync(user, "Gone");
        await behind.ExecuteAsync("""update mt_doc_chatsession set data = data || '{"title": "wrong"}'""");
        Task<(int ExitCode, string Output)> rebuilding;
        Task<ApiAnswer> erasing;
        await using (await behind.HoldAsync("ada"))
        {
            erasing = user.DeleteAsync(Me);
            await behind.WaitsAsync(1);
            rebuilding = server.ProjectionsAsync("rebuild", "ada");
            await behind.WaitsAsync(2);
        }

        (await erasing).Ok();
        (await rebuilding).ExitCode.ShouldBe(0);

        await behind.ShouldHoldNowhereAsync("ada");
    }

    [Fact]
    public async Task It_may_take_longer_than_any_other_call()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var user = server.User("ada");
        await TalkAsync(user, "Slow");
        await behind.SlowDownAsync("delete", "mt_doc_chatmessage", seconds: 6);

        (await user.DeleteAsync(Me)).Ok()["messages"].GetInt64().ShouldBe(3);
    }

    [Fact]
    public async Task A_user_of_100000_messages_is_erased_in_one_call()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var server = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var user = server.User("ada");
        await TalkAsync(user, "Small");
        await Sessions.LargeSessions.CreateAsync(user, "ada", behind, 100_000);
        await behind.ExecuteAsync("""
            insert into mt_events select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'seq_id', e.seq_id + 1000000 + i, 'version', e.version + i))).*
            from mt_events e, generate_series(1, 20000) i where e.version = (select max(version) from mt_events)
            """);

        (await user.DeleteAsync(Me)).Ok()["messages"].GetInt64().ShouldBe(100_003);

        await behind.ShouldHoldNowhereAsync("ada");
    }
}
