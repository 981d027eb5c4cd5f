namespace Features.Tests.Concurrency;

public sealed class MixedWorkTests(ChatFixture chat)
{
    [Fact]
    public async Task Updates_deletes_reactivations_creations_and_posts_at_once_lose_nothing()
    {
        var name = ChatServer.NewUser();
        var work = new MixedWork(seed: 1, chat.Server.User(name));

        await work.RunAsync(callers: 12, callsEach: 40);

        await work.ShouldHaveLostNothingAsync();
        await EventsShouldBeGaplessAsync(chat.ConnectionString, name);
    }

    [Fact]
    public async Task The_same_on_two_hosts_loses_nothing_either()
    {
        await using var second = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var name = ChatServer.NewUser();
        var work = new MixedWork(seed: 2, chat.Server.User(name), second.User(name));

        await work.RunAsync(callers: 12, callsEach: 40);

        await work.ShouldHaveLostNothingAsync();
        await EventsShouldBeGaplessAsync(chat.ConnectionString, name);
    }

    [Fact]
    public async Task Users_at_work_at_the_same_time_do_not_touch_each_other()
    {
        var works = Enumerable.Range(3, 6).Select(seed => new MixedWork(seed, chat.NewUser())).ToList();

        await Task.WhenAll(works.Select(work => work.RunAsync(callers: 3, callsEach: 20)));

        foreach (var work in works)
            await work.ShouldHaveLostNothingAsync();
    }

    private static async Task EventsShouldBeGaplessAsync(string connectionString, string user)
    {
        await using var behind = new Behind(connectionString);
        var versions = await behind.ListAsync<long>("select version from mt_events where tenant_id = $1 order by version", user);
        versions.ShouldBe(Enumerable.Range(1, versions.Count).Select(version => (long)version));
        (await behind.AskAsync<long>("select version from mt_streams where tenant_id = $1", user)).ShouldBe(versions.Count);
    }
}
