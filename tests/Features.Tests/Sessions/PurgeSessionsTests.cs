using System.Net;
using Chat.Features.Sessions.PurgeSessions;

namespace Features.Tests.Sessions;

public sealed partial class PurgeSessionsTests(ChatFixture chat)
{
    [Fact]
    public async Task Only_sessions_that_are_inactive_and_older_go_with_their_messages()
    {
        await using var host = await StartAsync();
        ApiClient[] users = [host.Server.User(), host.Server.User()];
        var kept = new List<long>();
        var gone = new List<(ApiClient User, long Id)>();
        foreach (var user in users)
        {
            kept.Add((await user.CreateAsync("Old and active")).Id);
            var old = await user.CreateAsync("Old and inactive", "research");
            await user.SayAsync(old.Id, "One");
            await user.SayAsync(old.Id, "Two", "assistant", "research");
            (await user.DeleteAsync(Path(old.Id))).Ok();
            gone.Add((user, old.Id));
        }
        host.Time.Shift(PurgeHost.Days30 / 2);
        foreach (var user in users)
        {
            kept.Add((await user.CreateAsync("Young and inactive", "research", isActive: false)).Id);
            await user.SayAsync(kept[^1], "Stays");
        }

        host.Time.Shift(PurgeHost.Days30 / 2 - TimeSpan.FromMinutes(1));
        (await host.PurgeAsync()).ShouldBe(PurgeSessionsResult.Nothing);
        host.Time.Shift(TimeSpan.FromMinutes(1));
        (await host.PurgeAsync()).ShouldBe(new PurgeSessionsResult(Sessions: 2, Messages: 4));
        (await host.PurgeAsync()).ShouldBe(PurgeSessionsResult.Nothing);

        foreach (var (user, id) in gone)
            await ShouldBeUnknownAsync(user, id);
        UserView[] seen = [await UserView.ReadAsync(users[0]), await UserView.ReadAsync(users[1])];
        seen.SelectMany(view => view.Sessions.Select(UserView.Id)).ShouldBe(kept, ignoreOrder: true);
        foreach (var view in seen)
            view.ShouldAgree();
    }

    [Fact]
    public async Task The_oldest_and_the_newest_creation_are_those_of_the_sessions_that_are_left()
    {
        await using var host = await StartAsync();
        var user = host.Server.User();
        var oldest = await user.CreateAsync();
        var middle = await user.CreateAsync();
        var newest = await user.CreateAsync();

        await PurgeOneAsync(host, user, newest.Id);
        await StatisticsShouldSpanAsync(user, oldest, middle);
        await PurgeOneAsync(host, user, oldest.Id);
        await StatisticsShouldSpanAsync(user, middle, middle);
        await PurgeOneAsync(host, user, middle.Id);

        var none = (await user.GetAsync($"{ApiClient.Base}/stats/user")).Ok();
        none["total_sessions"].GetInt64().ShouldBe(0);
        none["sessions_by_agent_type"].EnumerateObject().ShouldBeEmpty();
        (await UserView.ReadAsync(user)).ShouldAgree();
        (await user.CreateAsync()).Id.ShouldBeGreaterThan(newest.Id, "ids are never used again");
    }

    [Fact]
    public async Task A_session_that_was_touched_since_is_spared()
    {
        await using var host = await StartAsync();
        var user = host.Server.User();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => user.CreateAsync($"Session {i}", isActive: false)));
        host.Time.Shift(PurgeHost.Days30 * 2);
        (await user.PutAsync(Path(sessions[0].Id), new { is_active = true })).Ok();
        (await user.PutAsync(Path(sessions[1].Id), new { title = "Still needed" })).Ok();
        await user.SayAsync(sessions[2].Id, "Still needed");

        (await host.PurgeAsync()).ShouldBe(new PurgeSessionsResult(Sessions: 1, Messages: 0));

        var seen = await UserView.ReadAsync(user);
        seen.ShouldAgree();
        seen.Sessions.Select(UserView.Id).ShouldBe(sessions[..3].Select(session => session.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task The_job_runs_by_itself_soon_after_the_start_and_then_at_its_interval()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await PurgeHost.StartAsync(database);
        await using var behind = new Behind(database);
        var user = host.Server.User();
        foreach (var wait in new[] { TimeSpan.FromSeconds(10), TimeSpan.FromHours(1) })
        {
            await host.JobsWaitAsync();
            await user.CreateAsync(isActive: false);
            // Aged with SQL: moving the clock by 30 days would also start the job.
            await behind.ExecuteAsync("update mt_doc_chatsession set updated_at = updated_at - interval '31 days', last_message_at = last_message_at - interval '31 days'");

            host.Time.Advance(wait - TimeSpan.FromSeconds(1));
            await host.JobsWaitAsync();
            (await CountAsync(user)).ShouldBe(1);
            host.Time.Advance(TimeSpan.FromSeconds(1));

            await Eventually.HoldsAsync("the old session is gone", async () => await CountAsync(user) == 0);
        }
    }

    [Fact]
    public async Task Zero_days_turn_it_off()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await PurgeHost.StartAsync(database, days: 0);
        await using var behind = new Behind(database);
        var user = host.Server.User();
        await user.CreateWithKeyAsync("To be kept", "to-be-forgotten");
        (await user.DeleteAsync(Path((await user.SessionIdsAsync()).Single()))).Ok();
        await host.JobsWaitAsync();

        host.Time.Advance(PurgeHost.Days30 * 1_000);

        await Eventually.HoldsAsync("the job went by", async () => await behind.AskAsync<long>("select count(*) from mt_doc_idempotentanswer") == 0);
        await host.JobsWaitAsync();
        (await CountAsync(user)).ShouldBe(1);
    }

    [Fact]
    public async Task The_trouble_of_one_user_does_not_keep_the_sessions_of_others_and_the_next_run_makes_up_for_it()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await PurgeHost.StartAsync(database);
        await using var behind = new Behind(database);
        foreach (var name in new[] { "anna", "berta", "clara" })
            await host.Server.User(name).CreateAsync(isActive: false);
        host.Time.Shift(PurgeHost.Days30);

        await using (await behind.HoldAsync("berta"))
            (await host.PurgeAsync()).ShouldBe(new PurgeSessionsResult(Sessions: 2, Messages: 0));

        (await CountAsync(host.Server.User("berta"))).ShouldBe(1);
        (await host.PurgeAsync()).ShouldBe(new PurgeSessionsResult(Sessions: 1, Messages: 0));
        (await CountAsync(host.Server.User("berta"))).ShouldBe(0);
    }

    private async Task<PurgeHost> StartAsync() => await PurgeHost.StartAsync(await chat.Postgres.NewDatabaseAsync());

    private static string Path(long id) => $"{ApiClient.Base}/{id}";

    private static async Task<long> CountAsync(ApiClient user) => (await user.GetAsync()).Ok()["total_count"].GetInt64();

    private static async Task PurgeOneAsync(PurgeHost host, ApiClient user, long id)
    {
        (await user.DeleteAsync(Path(id))).Ok();
        host.Time.Shift(PurgeHost.Days30);
        (await host.PurgeAsync()).ShouldBe(new PurgeSessionsResult(Sessions: 1, Messages: 0));
    }

    private static async Task StatisticsShouldSpanAsync(ApiClient user, ApiAnswer oldest, ApiAnswer newest)
    {
        var statistics = (await user.GetAsync($"{ApiClient.Base}/stats/user")).Ok();
        statistics["oldest_session"].GetString().ShouldBe(oldest["created_at"].GetString());
        statistics["most_recent_session"].GetString().ShouldBe(newest["created_at"].GetString());
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    /// <summary>Purged sessions answer like unknown ones.</summary>
    private static async Task ShouldBeUnknownAsync(ApiClient user, long id)
    {
        Func<long, Task<ApiAnswer>>[] calls =
        [
            some => user.GetAsync(Path(some)),
            some => user.GetAsync($"{Path(some)}/messages"),
            some => user.PutAsync(Path(some), new { is_active = true }),
            some => user.DeleteAsync(Path(some)),
            some => user.PostAsync($"{Path(some)}/messages", new { content = "Hello?" }),
        ];
        foreach (var call in calls)
        {
            var (gone, never) = (await call(id), await call(999_999_999));
            gone.Status.ShouldBe(HttpStatusCode.NotFound);
            gone["detail"].GetString().ShouldBe(never["detail"].GetString());
        }
    }
}
