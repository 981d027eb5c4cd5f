namespace Features.Tests.Idempotency;

/// <summary>Of concurrent calls with the same key one runs, and the others get its answer.</summary>
public sealed class RacingCallTests(ChatFixture chat)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Of_many_posts_at_once_one_runs_and_the_others_get_its_answer(int hosts)
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var first = await ChatServer.StartAsync(database);
        await using var second = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var name = ChatServer.NewUser();
        var session = (await first.User(name).CreateAsync()).Id;
        List<Task<ApiAnswer>> calls = [];

        await using (await behind.HoldAsync(name))
        {
            calls.AddRange(Enumerable.Range(0, 20).Select(i => (i % hosts == 0 ? first : second).User(name).SayWithKeyAsync(session, "Hello", "key")));
            await behind.WaitsAsync(hosts);
        }

        ShouldBeOneAndItsReplays(await Task.WhenAll(calls));
        var view = await UserView.ReadAsync(first.User(name));
        view.ShouldAgree();
        view.Messages[session].Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task So_it_is_with_the_first_writes_of_a_new_user(int hosts)
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var first = await ChatServer.StartAsync(database);
        await using var second = await ChatServer.StartAsync(database);

        for (var round = 0; round < 10; round++)
        {
            var name = ChatServer.NewUser();
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % hosts == 0 ? first : second).User(name).CreateWithKeyAsync("First", "key")));

            ShouldBeOneAndItsReplays(answers);
            var view = await UserView.ReadAsync(first.User(name));
            view.ShouldAgree();
            view.Sessions.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Of_two_requests_that_share_a_key_one_runs_and_the_other_is_a_409()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var first = await ChatServer.StartAsync(database);
        await using var second = await ChatServer.StartAsync(database);
        await using var behind = new Behind(database);
        var name = ChatServer.NewUser();
        var session = (await first.User(name).CreateAsync()).Id;
        List<Task<ApiAnswer>> calls = [];

        await using (await behind.HoldAsync(name))
        {
            calls.Add(first.User(name).SayWithKeyAsync(session, "One", "key"));
            calls.Add(second.User(name).SayWithKeyAsync(session, "Other", "key"));
            await behind.WaitsAsync(2);
        }

        var answers = (await Task.WhenAll(calls)).OrderBy(answer => answer.StatusCode).ToList();
        answers[0].ShouldBeFirst();
        answers[1].ShouldBeAnotherRequest();
        (await first.User(name).MessagesAsync(session)).Items("messages").Single().GetProperty("id").GetInt64().ShouldBe(answers[0].Id);
    }

    private static void ShouldBeOneAndItsReplays(IReadOnlyList<ApiAnswer> answers)
    {
        var first = answers.Where(answer => !answer.Headers.Contains(KeyedCalls.Replayed)).ShouldHaveSingleItem();
        first.ShouldBeFirst();
        foreach (var other in answers.Except([first]))
            other.ShouldReplay(first);
    }
}
