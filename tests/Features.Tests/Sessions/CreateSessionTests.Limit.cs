namespace Features.Tests.Sessions;

/// <summary>The limit of active sessions, with sequential calls.</summary>
public sealed partial class CreateSessionTests
{
    [Fact]
    public async Task The_sixth_active_session_makes_the_oldest_inactive()
    {
        var user = chat.NewUser();
        var sessions = await CreateManyAsync(user, 5);
        (await ActiveAsync(user)).ShouldBe(sessions.Reverse());

        var sixth = (await user.CreateAsync()).Id;

        (await ActiveAsync(user)).ShouldBe([sixth, .. sessions[1..].Reverse()]);
        (await user.SessionIdsAsync("?is_active=false")).ShouldBe([sessions[0]]);
    }

    [Fact]
    public async Task The_session_made_inactive_keeps_all_else_and_is_changed_when_the_new_one_is_created()
    {
        var user = chat.NewUser();
        var first = await user.CreateAsync("Oldest", metadata: new { keep = "me" });
        await CreateManyAsync(user, 4);

        var sixth = await user.CreateAsync();

        var displaced = await user.BareSessionAsync(first.Id);
        displaced.ShouldBeOk(new
        {
            id = first.Id,
            user_id = first["user_id"],
            title = "Oldest",
            agent_type = "primary",
            created_at = first["created_at"],
            last_message_at = first["created_at"],
            updated_at = sixth["created_at"],
            is_active = false,
            metadata = new { keep = "me" },
            message_count = 0,
            messages = Array.Empty<object>(),
        });
    }

    [Fact]
    public async Task The_oldest_is_the_one_whose_last_message_is_oldest()
    {
        var user = chat.NewUser();
        var sessions = await CreateManyAsync(user, 5);
        await user.SayAsync(sessions[0], "Not the oldest any more");

        var sixth = (await user.CreateAsync()).Id;

        (await ActiveAsync(user)).ShouldBe([sixth, sessions[0], sessions[4], sessions[3], sessions[2]]);
    }

    [Fact]
    public async Task Of_equally_old_ones_the_smallest_id_becomes_inactive()
    {
        var time = new FixedTime();
        await using var host = await time.StartHostAsync(chat);
        var user = host.User();
        var sessions = await CreateManyAsync(user, 5);

        var sixth = (await user.CreateAsync()).Id;
        var seventh = (await user.CreateAsync()).Id;

        (await ActiveAsync(user)).ShouldBe([seventh, sixth, sessions[4], sessions[3], sessions[2]]);
    }

    [Fact]
    public async Task Each_agent_type_and_each_user_has_a_limit_of_its_own()
    {
        var (user, other) = (chat.NewUser(), chat.NewUser());
        var primary = await CreateManyAsync(user, 5);
        var research = await CreateManyAsync(user, 5, "research");
        var theirs = await CreateManyAsync(other, 5);

        var sixth = (await user.CreateAsync(agentType: "research")).Id;

        (await ActiveAsync(user)).ShouldBe(primary.Reverse());
        (await ActiveAsync(user, "research")).ShouldBe([sixth, .. research[1..].Reverse()]);
        (await ActiveAsync(other)).ShouldBe(theirs.Reverse());
    }

    [Fact]
    public async Task Inactive_sessions_neither_count_nor_displace()
    {
        var user = chat.NewUser();
        var sessions = await CreateManyAsync(user, 4);
        for (var i = 0; i < 3; i++)
            await user.CreateAsync(isActive: false);
        var fifth = (await user.CreateAsync()).Id;

        await user.CreateAsync(isActive: false);

        (await ActiveAsync(user)).ShouldBe([fifth, .. sessions.Reverse()]);
    }

    [Fact]
    public async Task A_deleted_session_makes_room()
    {
        var user = chat.NewUser();
        var sessions = await CreateManyAsync(user, 5);
        await user.DeleteAsync(Calls.Path(sessions[3]));

        var sixth = (await user.CreateAsync()).Id;

        (await ActiveAsync(user)).ShouldBe([sixth, sessions[4], sessions[2], sessions[1], sessions[0]]);
    }

    [Fact]
    public async Task The_limit_is_configured_and_overridden_per_agent_type()
    {
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["MAX_SESSIONS_PER_AGENT"] = "2",
            ["Chat:Agents:log_analysis:MaxActiveSessions"] = "1",
            ["Chat:Agents:router:MaxActiveSessions"] = "3",
        });
        var user = host.User();

        foreach (var (agentType, limit) in new[] { ("primary", 2), ("research", 2), ("log_analysis", 1), ("router", 3) })
        {
            var sessions = await CreateManyAsync(user, 5, agentType);
            (await ActiveAsync(user, agentType)).ShouldBe(sessions.TakeLast(limit).Reverse(), agentType);
        }
    }

    [Fact]
    public async Task A_lower_limit_after_a_restart_takes_hold_with_the_next_session()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        var id = ChatServer.NewUser();
        await using (var before = await chat.StartHostAsync(connectionString: database))
            await CreateManyAsync(before.User(id), 5);
        await using var host = await chat.StartHostAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["MAX_SESSIONS_PER_AGENT"] = "2" }, database);
        var user = host.User(id);
        var newest = (await ActiveAsync(user))[0];

        var next = (await user.CreateAsync()).Id;

        (await ActiveAsync(user)).ShouldBe([next, newest]);
    }

    private static async Task<long[]> CreateManyAsync(ApiClient user, int count, string agentType = "primary")
    {
        var ids = new long[count];
        for (var i = 0; i < count; i++)
            ids[i] = (await user.CreateAsync($"Session {i}", agentType)).Id;
        return ids;
    }

    private static Task<long[]> ActiveAsync(ApiClient user, string agentType = "primary") =>
        user.SessionIdsAsync($"?is_active=true&agent_type={agentType}");
}
