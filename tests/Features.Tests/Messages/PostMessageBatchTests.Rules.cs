namespace Features.Tests.Messages;

/// <summary>Rights, limits and results of batches.</summary>
public sealed partial class PostMessageBatchTests
{
    [Fact]
    public async Task A_batch_with_a_key_is_stored_once()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        const string body = """{"messages":[{"content":"One"},{"content":"Two"}]}""";

        var first = await user.PostWithKeyAsync(LoopCalls.Batch(session), body, "key");
        var second = await user.PostWithKeyAsync(LoopCalls.Batch(session), body, "key");

        second.Ok().Body.ShouldBe(first.Ok().Body);
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        second.Headers.Location.ShouldBe(first.Headers.Location);
        (await user.PostWithKeyAsync(LoopCalls.Batch(session), """{"messages":[{"content":"One"}]}""", "key")).StatusCode.ShouldBe(409);
        (await user.SessionAsync(session))["message_count"].GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task To_another_user_the_session_does_not_exist()
    {
        var (owner, stranger) = (chat.NewUser(), chat.NewUser());
        var session = (await owner.CreateAsync()).Id;

        var answer = await stranger.PostBatchAsync(session, [new { content = "x" }]);

        answer.ShouldBeNoSession();
        answer.ShouldBeTheSameAs(await stranger.PostBatchAsync(Calls.NeverAnId, [new { content = "x" }]));
        (await owner.SessionAsync(session))["message_count"].GetInt64().ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"content":"x","message_type":"user"}""", false)]
    [InlineData("""{"content":"x"}""", false)]
    [InlineData("""{"content":"x","message_type":"assistant","agent_type":"router"}""", false)]
    [InlineData("""{"content":"x","message_type":"system"}""", false)]
    [InlineData("""{"content":"x","message_type":"assistant","agent_type":"research"}""", true)]
    [InlineData("""{"content":"x","message_type":"system","agent_type":"research"}""", true)]
    public async Task What_an_agent_may_not_post_it_may_not_post_in_a_batch(string message, bool isAllowed)
    {
        var owner = ChatServer.NewUser();
        var user = chat.Server.User(owner);
        var session = (await user.CreateAsync()).Id;

        var answer = await chat.Server.PostAsAgentAsync(
            owner, LoopCalls.Batch(session), $$"""{"messages":[{"content":"x","message_type":"assistant","agent_type":"research"},{{message}}]}""", "research");

        answer.StatusCode.ShouldBe(isAllowed ? 200 : 403, answer.Body);
        if (isAllowed)
            answer.Items("messages").ShouldAllBe(one => one.GetProperty("posted_by").GetString() == "agent-7");
        (await user.SessionAsync(session))["message_count"].GetInt64().ShouldBe(isAllowed ? 2 : 0);
    }

    [Fact]
    public async Task Batches_of_two_hosts_at_once_never_mingle()
    {
        await using var other = await chat.StartHostAsync(connectionString: chat.ConnectionString);
        var owner = ChatServer.NewUser();
        ApiClient[] users = [chat.Server.User(owner), other.User(owner)];
        var session = (await users[0].CreateAsync()).Id;

        var batches = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            users[i % 2].PostBatchAsync(session, Enumerable.Range(0, 7).Select(j => new { content = $"{i}/{j}" }))));

        foreach (var messages in batches.Select(batch => batch.Ok().Items("messages")))
        {
            var sequences = messages.Select(message => message.GetProperty("sequence").GetInt64()).ToList();
            sequences.ShouldBe(Enumerable.Range(0, 7).Select(j => sequences[0] + j));
        }
        (await UserView.ReadAsync(users[0])).ShouldAgree();
        (await users[0].SessionAsync(session))["message_count"].GetInt64().ShouldBe(140);
    }

    [Fact]
    public async Task A_batch_asks_the_database_twice_as_one_message_does()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        await using var host = await ChatServer.StartAsync(database);
        var user = host.User();
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "Ids come in blocks, of which this fetches the first");

        var asked = 0;
        using var listener = Questions.Listen(database, () => Interlocked.Increment(ref asked));

        (await user.PostBatchAsync(session, Enumerable.Repeat(new { content = "x" }, 100))).Ok();

        Volatile.Read(ref asked).ShouldBe(2);
    }
}
