using Npgsql;

namespace Features.Tests.Concurrency;

/// <summary>One user's load does not delay other users.</summary>
public sealed class HotUserTests(ChatFixture chat)
{
    [Fact]
    public async Task Sixty_posts_of_one_user_on_ten_connections_all_succeed_and_others_finish_while_they_wait()
    {
        var database = await NewDatabaseAsync(poolSize: 10);
        await using var server = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var name = ChatServer.NewUser();
        var hot = server.User(name);
        var session = await hot.CreateAsync();
        var others = await WithSessionsAsync(server, 20);

        Task<ApiAnswer>[] posts;
        await using (var held = await behind.HoldAsync(name))
        {
            posts = [.. Enumerable.Range(0, 60).Select(i => hot.SayAsync(session.Id, $"Message {i}"))];
            await held.SomebodyWaitsAsync();
            await Task.WhenAll(others.Select(other => other.User.SayAsync(other.Session, "Not held up")));
            // All of these are done and none of the sixty: they did not wait in the same queue.
            posts.ShouldAllBe(post => !post.IsCompleted);
        }

        var answers = await Task.WhenAll(posts);
        answers.Select(answer => answer["sequence"].GetInt64()).ShouldBe(Enumerable.Range(1, 60).Select(place => (long)place), ignoreOrder: true);
        (await UserView.ReadAsync(hot)).ShouldAgree();
    }

    [Fact]
    public async Task A_hot_user_holds_one_connection_however_many_calls_wait()
    {
        var database = await NewDatabaseAsync(poolSize: 3);
        await using var server = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var name = ChatServer.NewUser();
        var hot = server.User(name);
        var session = await hot.CreateAsync();

        Task<ApiAnswer>[] posts;
        await using (var held = await behind.HoldAsync(name))
        {
            posts = [.. Enumerable.Range(0, 20).Select(i => hot.SayAsync(session.Id, $"Message {i}"))];
            await held.SomebodyWaitsAsync();
            // The user's queries do not wait for the user's commands.
            (await hot.GetAsync()).Ok()["total_count"].GetInt64().ShouldBe(1);
            (await held.WaitersAsync()).ShouldBe(1);
        }

        (await Task.WhenAll(posts)).Select(answer => answer["sequence"].GetInt64()).Max().ShouldBe(20);
    }

    [Fact]
    public async Task Forty_first_posts_of_a_new_host_do_not_fail_when_five_of_them_hold_every_connection()
    {
        // Asking for an id while the stream is locked would need a sixth connection.
        var database = await NewDatabaseAsync(poolSize: 5);
        await using var server = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var names = Enumerable.Range(0, 40).Select(_ => ChatServer.NewUser()).ToArray();
        var sessions = await Task.WhenAll(names.Select(name => server.User(name).CreateAsync()));
        var held = await Task.WhenAll(names[..5].Select(behind.HoldAsync));

        var first = names[..5].Select((name, i) => server.User(name).SayAsync(sessions[i].Id, "First")).ToArray();
        await Task.WhenAll(held.Select(stream => stream.SomebodyWaitsAsync()));
        var others = names[5..].Select((name, i) => server.User(name).SayAsync(sessions[5 + i].Id, "First")).ToArray();
        await Task.WhenAll(held.Select(stream => stream.DisposeAsync().AsTask()));

        var answers = await Task.WhenAll(first.Concat(others));
        answers.Select(answer => answer.Id).ShouldBeUnique();
        answers.ShouldAllBe(answer => answer["sequence"].GetInt64() == 1);
    }

    [Fact]
    public async Task Forty_posts_of_one_user_at_once_on_five_connections_do_not_fail()
    {
        var database = await NewDatabaseAsync(poolSize: 5);
        await using var server = await ChatServer.StartAsync(database);
        var user = server.User();
        var session = await user.CreateAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => user.SayAsync(session.Id, $"Message {i}")));

        answers.Select(answer => answer["sequence"].GetInt64()).ShouldBe(Enumerable.Range(1, 40).Select(place => (long)place), ignoreOrder: true);
        answers.Select(answer => answer.Id).ShouldBeUnique();
    }

    private async Task<string> NewDatabaseAsync(int poolSize) =>
        new NpgsqlConnectionStringBuilder(await chat.Postgres.NewDatabaseAsync()) { MaxPoolSize = poolSize }.ConnectionString;

    private static async Task<(ApiClient User, long Session)[]> WithSessionsAsync(ChatServer server, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            var user = server.User();
            return (user, (await user.CreateAsync()).Id);
        }));
}
