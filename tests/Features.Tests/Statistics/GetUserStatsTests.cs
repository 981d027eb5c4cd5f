namespace Features.Tests.Statistics;

public sealed class GetUserStatsTests(ChatFixture chat)
{
    private const string Path = $"{ApiClient.Base}/stats/user";

    [Fact]
    public async Task A_user_without_sessions_gets_zeros_and_nulls()
    {
        var id = ChatServer.NewUser();
        await chat.NewUser().CreateAsync("Somebody else's");

        (await chat.Server.User(id).GetAsync(Path)).ShouldBeOk(Nothing(id));
    }

    [Fact]
    public async Task Reading_calls_and_calls_that_fail_leave_a_user_without_sessions()
    {
        var id = ChatServer.NewUser();
        var user = chat.Server.User(id);

        await user.GetAsync();
        await user.PostAsync(ApiClient.Base, new { title = "" });
        await user.PostAsync(Calls.Messages(Calls.NeverAnId), new { content = "Hello" });
        await user.DeleteAsync(Calls.Path(Calls.NeverAnId));

        (await user.GetAsync(Path)).ShouldBeOk(Nothing(id));
    }

    [Fact]
    public async Task Sessions_and_messages_are_counted_inactive_ones_included()
    {
        var id = ChatServer.NewUser();
        var user = chat.Server.User(id);
        var oldest = await user.CreateAsync(agentType: "research");
        var deleted = await user.CreateAsync();
        var inactive = await user.CreateAsync(isActive: false);
        var newest = await user.CreateAsync();
        await user.SayAsync(oldest.Id, "One");
        await user.SayAsync(oldest.Id, "Two", "assistant", "router");
        await user.SayAsync(deleted.Id, "Three");
        await user.DeleteAsync(Calls.Path(deleted.Id));
        await user.SayAsync(deleted.Id, "Four", "system");
        await user.SayAsync(inactive.Id, "Five");

        (await user.GetAsync(Path)).ShouldBeOk(new
        {
            user_id = id,
            total_sessions = 4,
            active_sessions = 2,
            total_messages = 5,
            sessions_by_agent_type = new { primary = 3, research = 1 },
            most_recent_session = newest["created_at"],
            oldest_session = oldest["created_at"],
            feedback = new { up = 0, down = 0 },
        });
    }

    [Fact]
    public async Task All_agent_types_are_named_as_on_the_wire()
    {
        var user = chat.NewUser();
        string[] agentTypes = ["primary", "log_analysis", "research", "router"];
        foreach (var agentType in agentTypes.SelectMany((agentType, times) => Enumerable.Repeat(agentType, times + 1)))
            await user.CreateAsync(agentType: agentType);

        (await user.StatsAsync())["sessions_by_agent_type"].ShouldBeJson(new { primary = 1, log_analysis = 2, research = 3, router = 4 });
    }

    [Fact]
    public async Task Active_sessions_follow_the_limit_deletions_and_updates()
    {
        var user = chat.NewUser();
        var sessions = new List<long>();
        for (var i = 0; i < 7; i++)
            sessions.Add((await user.CreateAsync()).Id);
        await ShouldBe(total: 7, active: 5);

        await user.DeleteAsync(Calls.Path(sessions[6]));
        await user.DeleteAsync(Calls.Path(sessions[6]));
        await ShouldBe(total: 7, active: 4);

        await user.PutAsync(Calls.Path(sessions[5]), new { is_active = false });
        await ShouldBe(total: 7, active: 3);

        foreach (var session in sessions.Take(3))
            await user.PutAsync(Calls.Path(session), new { is_active = true });
        await ShouldBe(total: 7, active: 5);

        await user.PutAsync(Calls.Path(sessions[0]), new { title = "Still active", is_active = true });
        await ShouldBe(total: 7, active: 5);

        async Task ShouldBe(int total, int active)
        {
            var stats = await user.StatsAsync();
            stats["total_sessions"].GetInt64().ShouldBe(total);
            stats["active_sessions"].GetInt64().ShouldBe(active);
            (await user.SessionsAsync())["total_count"].GetInt64().ShouldBe(total);
            (await user.SessionsAsync("?is_active=true"))["total_count"].GetInt64().ShouldBe(active);
            (await user.SessionIdsAsync("?is_active=true")).Length.ShouldBe(active);
        }
    }

    [Fact]
    public async Task The_newest_and_the_oldest_session_are_those_by_creation_whatever_their_agent_type()
    {
        var time = new FixedTime();
        await using var host = await time.StartHostAsync(chat);
        var user = host.User();
        var created = new List<ApiAnswer>();
        foreach (var agentType in new[] { "router", "primary", "research" })
        {
            created.Add(await user.CreateAsync(agentType: agentType));
            time.Now = time.Now.AddSeconds(3);
        }
        await user.SayAsync(created[0].Id, "A message does not make a session newer");

        var stats = await user.StatsAsync();

        stats["oldest_session"].ShouldBeJson(created[0]["created_at"]);
        stats["most_recent_session"].ShouldBeJson(created[2]["created_at"]);
    }

    [Fact]
    public async Task Every_user_has_statistics_of_their_own()
    {
        var (one, other) = (ChatServer.NewUser(), ChatServer.NewUser());
        var session = (await chat.Server.User(one).CreateAsync()).Id;
        await chat.Server.User(one).SayAsync(session, "Hello");

        (await chat.Server.User(other).GetAsync(Path)).ShouldBeOk(Nothing(other));
        (await chat.Server.User(one).StatsAsync())["total_messages"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Parameters_change_nothing()
    {
        var id = ChatServer.NewUser();

        (await chat.Server.User(id).GetAsync(Path + "?user_id=somebody-else&page=0")).ShouldBeOk(Nothing(id));
    }

    private static object Nothing(string user) => new
    {
        user_id = user,
        total_sessions = 0,
        active_sessions = 0,
        total_messages = 0,
        sessions_by_agent_type = new { },
        most_recent_session = (string?)null,
        oldest_session = (string?)null,
        feedback = new { up = 0, down = 0 },
    };
}
