namespace Features.Tests.Sessions;

/// <summary>The limit of active sessions when a session becomes active again.</summary>
public sealed partial class UpdateSessionTests
{
    [Fact]
    public async Task A_session_that_becomes_active_makes_the_oldest_other_inactive_and_stays_itself()
    {
        var user = chat.NewUser();
        // The session to activate has the oldest last message.
        var first = (await user.CreateAsync(isActive: false)).Id;
        var others = new List<long>();
        for (var i = 0; i < 5; i++)
            others.Add((await user.CreateAsync()).Id);

        var answer = await user.PutAsync(Calls.Path(first), new { is_active = true });

        answer.Ok()["is_active"].GetBoolean().ShouldBeTrue();
        (await user.SessionIdsAsync("?is_active=true")).ShouldBe([others[4], others[3], others[2], others[1], first]);
        (await user.SessionIdsAsync("?is_active=false")).ShouldBe([others[0]]);
        (await user.SessionAsync(others[0]))["updated_at"].ShouldBeJson(answer["updated_at"]);
    }

    [Fact]
    public async Task Below_the_limit_nothing_is_made_inactive()
    {
        var user = chat.NewUser();
        var first = (await user.CreateAsync(isActive: false)).Id;
        for (var i = 0; i < 4; i++)
            await user.CreateAsync();

        await user.PutAsync(Calls.Path(first), new { is_active = true });

        (await user.SessionsAsync("?is_active=true"))["total_count"].GetInt64().ShouldBe(5);
    }

    [Fact]
    public async Task At_the_limit_an_active_session_may_be_set_active_without_effect_on_others()
    {
        var user = chat.NewUser();
        var sessions = new List<long>();
        for (var i = 0; i < 5; i++)
            sessions.Add((await user.CreateAsync()).Id);

        foreach (var session in sessions)
            (await user.PutAsync(Calls.Path(session), new { is_active = true, title = "Still" })).Ok();

        (await user.SessionsAsync("?is_active=true"))["total_count"].GetInt64().ShouldBe(5);
    }

    [Fact]
    public async Task Only_sessions_of_the_same_agent_type_give_way()
    {
        var user = chat.NewUser();
        var research = (await user.CreateAsync(agentType: "research", isActive: false)).Id;
        for (var i = 0; i < 5; i++)
            await user.CreateAsync();

        await user.PutAsync(Calls.Path(research), new { is_active = true });

        (await user.SessionsAsync("?is_active=true&agent_type=primary"))["total_count"].GetInt64().ShouldBe(5);
        (await user.SessionIdsAsync("?is_active=true&agent_type=research")).ShouldBe([research]);
    }

    [Fact]
    public async Task Other_users_keep_their_sessions()
    {
        var (user, other) = (chat.NewUser(), chat.NewUser());
        var mine = (await user.CreateAsync(isActive: false)).Id;
        for (var i = 0; i < 5; i++)
        {
            await user.CreateAsync();
            await other.CreateAsync();
        }

        await user.PutAsync(Calls.Path(mine), new { is_active = true });

        (await user.SessionsAsync("?is_active=true"))["total_count"].GetInt64().ShouldBe(5);
        (await other.SessionsAsync("?is_active=true"))["total_count"].GetInt64().ShouldBe(5);
    }

    [Fact]
    public async Task A_limit_of_an_agent_type_holds_for_updates_as_well()
    {
        await using var host = await chat.StartHostAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Chat:Agents:router:MaxActiveSessions"] = "1" });
        var user = host.User();
        var first = (await user.CreateAsync(agentType: "router")).Id;
        var second = (await user.CreateAsync(agentType: "router")).Id;

        await user.PutAsync(Calls.Path(first), new { is_active = true });

        (await user.SessionIdsAsync("?is_active=true")).ShouldBe([first]);
        (await user.SessionIdsAsync("?is_active=false")).ShouldBe([second]);
    }
}
