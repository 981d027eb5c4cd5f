using System.Net;
using Chat.Features.Sessions.PurgeSessions;

namespace Features.Tests.Sessions;

public sealed partial class PurgeSessionsTests
{
    [Fact]
    public async Task Two_hosts_that_purge_at_the_same_time_remove_everything_once()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        var time = PurgeHost.NewTime();
        await using var first = await PurgeHost.StartAsync(database, time);
        await using var second = await PurgeHost.StartAsync(database, time);
        await using var behind = new Behind(database);
        var users = Enumerable.Range(0, 8).Select(_ => first.Server.User()).ToList();
        await Task.WhenAll(users.Select(async user =>
        {
            for (var i = 0; i < 4; i++)
            {
                var session = await user.CreateAsync($"Session {i}", isActive: i == 0);
                await user.SayAsync(session.Id, "One");
                await user.SayAsync(session.Id, "Two");
            }
        }));
        time.Shift(PurgeHost.Days30);

        var removed = await Task.WhenAll(first.PurgeAsync(), second.PurgeAsync());

        removed[0].Plus(removed[1]).ShouldBe(new PurgeSessionsResult(Sessions: 24, Messages: 48));
        (await behind.AskAsync<long>("select count(*) from mt_events where type = 'session_purged'")).ShouldBe(24);
        (await behind.AskAsync<long>("select count(*) from mt_doc_chatmessage")).ShouldBe(16);
        foreach (var user in users)
        {
            var seen = await UserView.ReadAsync(user);
            seen.ShouldAgree();
            seen.Sessions.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_user_at_work_while_two_hosts_purge_loses_nothing_that_was_answered()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        var time = PurgeHost.NewTime();
        await using var first = await PurgeHost.StartAsync(database, time);
        await using var second = await PurgeHost.StartAsync(database, time);
        var name = ChatServer.NewUser();
        ApiClient[] hosts = [first.Server.User(name), second.Server.User(name)];
        var talk = await hosts[0].CreateAsync("Talk", "research");
        var old = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => hosts[i % 2].CreateAsync($"Session {i}", isActive: false)));
        time.Shift(PurgeHost.Days30);

        var purging = Task.WhenAll(first.PurgeAsync(), second.PurgeAsync());
        var posting = Task.WhenAll(Enumerable.Range(0, 60).Select(i => hosts[i % 2].SayAsync(talk.Id, $"Message {i}")));
        var touching = await Task.WhenAll(old[30..].Select((session, i) => hosts[i % 2].PutAsync(Path(session.Id), new { is_active = true })));
        var removed = await purging;
        var posted = await posting;

        // The call before the purge reactivated the session, the call after it found none.
        touching.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Status == HttpStatusCode.NotFound);
        var saved = touching.Where(answer => answer.Status == HttpStatusCode.OK).Select(answer => answer.Id).ToList();
        removed[0].Plus(removed[1]).ShouldBe(new PurgeSessionsResult(Sessions: 40 - saved.Count, Messages: 0));
        posted.Select(answer => answer["sequence"].GetInt64()).ShouldBe(Enumerable.Range(1, 60).Select(place => (long)place), ignoreOrder: true);
        var seen = await UserView.ReadAsync(hosts[1]);
        seen.ShouldAgree();
        seen.Sessions.Select(UserView.Id).ShouldBe(saved.Append(talk.Id), ignoreOrder: true);
    }
}
