namespace Features.Tests.Messages;

public sealed partial class PostMessageTests
{
    [Fact]
    public async Task Each_session_counts_its_own_sequence_from_1()
    {
        var user = chat.NewUser();
        var (one, other) = ((await user.CreateAsync()).Id, (await user.CreateAsync()).Id);

        for (var i = 1; i <= 3; i++)
        {
            (await user.SayAsync(one, "Hi"))["sequence"].GetInt64().ShouldBe(i * 2 - 1);
            (await user.SayAsync(other, "Hi"))["sequence"].GetInt64().ShouldBe(i);
            (await user.SayAsync(one, "Hi"))["sequence"].GetInt64().ShouldBe(i * 2);
        }
    }

    [Fact]
    public async Task A_message_that_is_refused_leaves_no_gap_and_no_trace()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();
        var first = await user.SayAsync(session.Id, "One");

        (await user.PostMessageAsync(session.Id, """{"content":""}""")).StatusCode.ShouldBe(400);
        (await user.PostMessageAsync(session.Id, """{"content":"x","message_type":"assistant"}""")).StatusCode.ShouldBe(400);
        (await user.PostMessageAsync(Calls.NeverAnId, """{"content":"x"}""")).StatusCode.ShouldBe(404);

        var found = await user.SessionAsync(session.Id);
        found["message_count"].GetInt64().ShouldBe(1);
        found["updated_at"].ShouldBeJson(first["created_at"]);
        (await user.StatsAsync())["total_messages"].GetInt64().ShouldBe(1);
        (await user.SayAsync(session.Id, "Two"))["sequence"].GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task A_message_moves_the_count_the_times_and_the_statistics()
    {
        var time = new FixedTime();
        await using var host = await time.StartHostAsync(chat);
        var user = host.User();
        var session = await user.CreateAsync("Talk", "research", new { a = 1 });

        for (var i = 1; i <= 3; i++)
        {
            time.Now = time.Now.AddSeconds(7);
            var message = await user.SayAsync(session.Id, "Hi");

            var now = FixedTime.Text(time.Now);
            message["created_at"].GetString().ShouldBe(now);
            (await user.SessionsAsync()).Items("sessions").Single().ShouldBeJson(new
            {
                id = session.Id,
                user_id = session["user_id"],
                title = "Talk",
                agent_type = "research",
                created_at = session["created_at"],
                last_message_at = now,
                updated_at = now,
                is_active = true,
                metadata = new { a = 1 },
                message_count = i,
            });
            (await user.StatsAsync())["total_messages"].GetInt64().ShouldBe(i);
        }
    }

    [Fact]
    public async Task An_inactive_session_accepts_messages_and_stays_inactive()
    {
        var user = chat.NewUser();
        var (deleted, created) = ((await user.CreateAsync()).Id, (await user.CreateAsync(isActive: false)).Id);
        await user.DeleteAsync(Calls.Path(deleted));

        foreach (var session in new[] { deleted, created })
        {
            (await user.SayAsync(session, "Anybody there?"))["sequence"].GetInt64().ShouldBe(1);
            var found = await user.SessionAsync(session);
            found["is_active"].GetBoolean().ShouldBeFalse();
            found["message_count"].GetInt64().ShouldBe(1);
            found.Items("messages").Single().GetProperty("content").GetString().ShouldBe("Anybody there?");
        }
        (await user.StatsAsync())["active_sessions"].GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_stranger_posts_nothing()
    {
        var (owner, stranger) = (chat.NewUser(), chat.NewUser());
        var session = (await owner.CreateAsync()).Id;

        var answer = await stranger.PostMessageAsync(session, """{"content":"Let me in"}""");

        answer.ShouldBeNoSession();
        answer.ShouldBeTheSameAs(await stranger.PostMessageAsync(Calls.NeverAnId, """{"content":"Let me in"}"""));
        (await owner.SayAsync(session, "Mine"))["sequence"].GetInt64().ShouldBe(1);
        (await owner.MessagesAsync(session))["total_count"].GetInt64().ShouldBe(1);
        (await stranger.StatsAsync())["total_messages"].GetInt64().ShouldBe(0);
    }
}
