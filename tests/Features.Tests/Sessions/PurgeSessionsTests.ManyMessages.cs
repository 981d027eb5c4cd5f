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
        var large = await LargeSessions.CreateAsync(user, name, behind, 12_000);
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
            await LargeSessions.CreateAsync(user, name, behind, 12_000);
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
}
