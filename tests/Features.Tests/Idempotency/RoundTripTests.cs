namespace Features.Tests.Idempotency;

/// <summary>The round trips of calls with keys.</summary>
public sealed class RoundTripTests(ChatFixture chat)
{
    [Fact]
    public async Task Without_a_key_a_post_asks_twice_with_one_once_more_and_a_replay_once()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await ChatServer.StartAsync(database);
        var user = host.User();
        var session = (await user.CreateAsync()).Id;
        // Ids come in blocks, of which this fetches the first.
        await user.SayAsync(session, "Hello");
        var asked = 0;
        using var listener = Questions.Listen(database, () => Interlocked.Increment(ref asked));

        (await CountAsync(() => user.SayAsync(session, "Hello"))).ShouldBe(2);
        (await CountAsync(() => user.SayWithKeyAsync(session, "Hello", "key"))).ShouldBe(3);
        (await CountAsync(() => user.SayWithKeyAsync(session, "Hello", "key"))).ShouldBe(1);

        async Task<int> CountAsync(Func<Task<ApiAnswer>> call)
        {
            Interlocked.Exchange(ref asked, 0);
            (await call()).Ok();
            return Volatile.Read(ref asked);
        }
    }
}
