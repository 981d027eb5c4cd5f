using System.Net;
using Chat.Features.Sessions.PurgeSessions;

namespace Features.Tests.Sessions;

public sealed partial class PurgeSessionsTests
{
    [Fact]
    public async Task A_session_of_12000_messages_is_out_of_reach_at_once_and_its_messages_go_in_batches()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await PurgeHost.StartAsync(database);
        await using var behind = new Behind(database);
        var name = ChatServer.NewUser();
        var user = host.Server.User(name);
        var large = await LargeSessionAsync(user, name, behind, 12_000);
        var other = await user.CreateAsync("Other");
        host.Time.Shift(PurgeHost.Days30);

        (await host.StepAsync(name)).ShouldBe(new PurgeSessionsResult(Sessions: 1, Messages: 0));

        // Its messages are still stored, but no call finds them.
        await ShouldBeUnknownAsync(user, large);
        (await user.GetAsync($"{Path(large)}/messages?message_type=user")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await UserView.ReadAsync(user)).ShouldAgree();
        foreach (var batch in new[] { 5_000, 5_000, 2_000 })
        {
            // Other calls of the user run between two steps.
            await user.SayAsync(other.Id, "In between");
            (await host.StepAsync(name)).ShouldBe(new PurgeSessionsResult(Sessions: 0, Messages: batch));
        }
        (await host.StepAsync(name)).ShouldBe(PurgeSessionsResult.Nothing);
        (await behind.AskAsync<long>("select count(*) from mt_doc_chatmessage where tenant_id = $1", name)).ShouldBe(3);
        (await behind.AskAsync<long>("select count(*) from mt_doc_purgedsession")).ShouldBe(0);
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Fact]
    public async Task What_a_host_left_half_done_the_next_one_completes()
    {
        var time = PurgeHost.NewTime();
        var name = ChatServer.NewUser();
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var behind = new Behind(database);
        await using (var dying = await PurgeHost.StartAsync(database, time))
        {
            var user = dying.Server.User(name);
            await user.SayAsync((await user.CreateAsync("Stays")).Id, "Stays");
            await LargeSessionAsync(user, name, behind, 12_000);
            time.Shift(PurgeHost.Days30);
            await dying.StepAsync(name);
            await dying.StepAsync(name);
        }

        await using var next = await PurgeHost.StartAsync(database, time);
        (await next.PurgeAsync()).ShouldBe(new PurgeSessionsResult(Sessions: 0, Messages: 7_000));

        (await behind.AskAsync<long>("select count(*) from mt_doc_chatmessage")).ShouldBe(1);
        (await behind.AskAsync<long>("select count(*) from mt_doc_purgedsession")).ShouldBe(0);
        (await UserView.ReadAsync(next.Server.User(name))).ShouldAgree();
    }

    /// <summary>An inactive session with one posted message and many that are inserted as SQL.</summary>
    private static async Task<long> LargeSessionAsync(ApiClient user, string name, Behind behind, int messages)
    {
        var session = await user.CreateAsync("Large", "research", isActive: false);
        var first = await user.SayAsync(session.Id, "Message");
        await behind.ExecuteAsync("""
            insert into mt_doc_chatmessage
            select (jsonb_populate_record(m, n.one || jsonb_build_object('data', m.data || n.one))).*
            from mt_doc_chatmessage m,
              lateral (select jsonb_build_object('id', m.id + i * 1000000, 'sequence', 1 + i) as one from generate_series(1::bigint, $3 - 1) i) n
            where m.tenant_id = $1 and m.id = $2
            """, name, first.Id, messages);
        await behind.ExecuteAsync("""
            update mt_doc_chatsession set data = jsonb_set(data, '{message_count}', to_jsonb($3)) where tenant_id = $1 and id = $2
            """, name, session.Id, messages);
        await behind.ExecuteAsync("""
            update mt_doc_userstats set data = jsonb_set(data, '{agents,research,messages}', to_jsonb($2)) where tenant_id = $1
            """, name, messages);
        (await user.GetAsync($"{Path(session.Id)}/messages?page=60&page_size=200")).Ok()["messages"].GetArrayLength().ShouldBe(200);
        return session.Id;
    }
}
