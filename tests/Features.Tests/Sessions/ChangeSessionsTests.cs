using Features.Tests.Live;

namespace Features.Tests.Sessions;

public sealed class ChangeSessionsTests(ChatFixture chat)
{
    private const string Bulk = ApiClient.Base + "/bulk";

    [Fact]
    public async Task Sessions_are_deactivated_and_those_that_are_so_already_do_not_count()
    {
        var (user, ids) = await SessionsAsync(true, false, true);

        (await ChangeAsync(user, "deactivate", [ids[0], ids[1], ids[0]])).ShouldBeOk(new { changed = 1 });

        (await user.SessionIdsAsync("?is_active=true")).ShouldBe([ids[2]]);
        (await UserView.ReadAsync(user)).ShouldAgree();
        (await ChangeAsync(user, "deactivate", ids)).ShouldBeOk(new { changed = 1 });
        (await ChangeAsync(user, "deactivate", ids)).ShouldBeOk(new { changed = 0 });
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Fact]
    public async Task Those_of_the_call_win_over_others_where_the_limit_is_reached()
    {
        var (user, ids) = await SessionsAsync(true, true, true, true, true, false, false);
        await user.SayAsync(ids[0], "Now the newest");

        (await ChangeAsync(user, "reactivate", [ids[5], ids[6], ids[1]])).ShouldBeOk(new { changed = 2 });

        (await user.SessionIdsAsync("?is_active=true")).ShouldBe([ids[0], ids[1], ids[4], ids[5], ids[6]], ignoreOrder: true);
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Fact]
    public async Task More_than_the_limit_leaves_the_last_ones_of_the_call_active()
    {
        var (user, ids) = await SessionsAsync(true, false, false, false, false, false, false, true);
        var other = await user.CreateAsync("Of another agent", "research");

        // 7 sessions: the first two stay inactive or become so.
        (await ChangeAsync(user, "reactivate", ids[..7])).ShouldBeOk(new { changed = 6 });

        (await user.SessionIdsAsync("?is_active=true")).ShouldBe([.. ids[2..7], other.Id], ignoreOrder: true);
        (await UserView.ReadAsync(user)).ShouldAgree();
        (await ChangeAsync(user, "reactivate", ids[2..7])).ShouldBeOk(new { changed = 0 });
    }

    [Fact]
    public async Task Erased_sessions_leave_nothing_and_the_others_are_as_they_were()
    {
        var secret = "secret" + Guid.NewGuid().ToString("N");
        await using var behind = new Behind(chat.ConnectionString);
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var kept = (await user.CreateAsync("Kept")).Id;
        await user.SayAsync(kept, "Kept");
        var ids = new List<long>();
        foreach (var agent in new[] { "primary", "primary", "research" })
        {
            ids.Add((await user.CreateAsync(secret, agent, new { of = secret })).Id);
            await user.SayAsync(ids[^1], secret);
            var draft = (await user.DraftAsync(ids[^1], secret)).Id;
            (await user.AppendAsync(ids[^1], draft, secret)).Ok();
        }
        var last = (await user.CreateAsync("Kept too", "research")).Id;
        using var live = await EventReader.OpenAsync(chat.Server, Tokens.For(name));
        await live.TakeAsync(3); // The drafts.

        (await ChangeAsync(user, "erase", [.. ids])).ShouldBeOk(new { changed = 3 });

        await behind.ShouldHoldNowhereAsync(secret);
        (await user.SessionIdsAsync()).ShouldBe([last, kept]);
        (await UserView.ReadAsync(user)).ShouldAgree();
        (await live.TakeAsync(3)).Select(e => (e.Type, e.Data.GetProperty("id").GetInt64())).ShouldBe(ids.Select(id => ("session.erased", id)));
        (await chat.Server.ProjectionsAsync("verify", name)).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("deactivate")]
    [InlineData("reactivate")]
    [InlineData("erase")]
    public async Task One_unknown_session_is_a_404_that_names_it_and_nothing_changes(string action)
    {
        var (user, ids) = await SessionsAsync(true, false);
        var foreign = (await chat.NewUser().CreateAsync()).Id;
        var before = (await user.SessionsAsync()).Body;

        foreach (var unknown in new[] { foreign, Calls.NeverAnId, 0, -1 })
            (await ChangeAsync(user, action, [ids[0], unknown, ids[1]])).ShouldBeProblem(404, "Not Found", $"Chat session {unknown} not found");

        (await user.SessionsAsync()).Body.ShouldBe(before);
    }

    [Fact]
    public async Task Bad_requests_are_refused_with_the_field()
    {
        var (user, ids) = await SessionsAsync(true);

        (await ChangeAsync(user, "erase", [])).ShouldBeInvalid("ids", "ids must hold 1 to 1000 ids");
        (await ChangeAsync(user, "erase", [.. Enumerable.Range(1, 1_001).Select(id => (long)id)])).ShouldBeInvalid("ids", "ids must hold 1 to 1000 ids");
        (await ChangeAsync(user, "archive", ids)).ShouldBeInvalid("action", "action must be one of deactivate, reactivate, erase");
        (await user.PostAsync(Bulk, new { ids })).ShouldBeInvalid("action", "action must be given");
        (await user.PostAsync(Bulk, new { action = "erase" })).ShouldBeInvalid("ids", "ids must be given");
        (await user.SessionIdsAsync("?is_active=true")).ShouldBe(ids);
    }

    [Fact]
    public async Task A_thousand_sessions_are_changed_in_one_call_and_told_again_by_its_key()
    {
        var user = chat.NewUser();
        var ids = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(async _ => (await user.CreateAsync(isActive: false)).Id));
        var (body, key) = ($$"""{"action":"erase","ids":[{{string.Join(',', ids)}}]}""", KeyedCalls.NewKey());

        var first = await user.PostWithKeyAsync(Bulk, body, key);
        first.ShouldBeOk(new { changed = 1_000 });

        (await user.PostWithKeyAsync(Bulk, body, key)).ShouldReplay(first);
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Fact]
    public async Task It_is_for_users_only_and_heeds_conditions()
    {
        var name = ChatServer.NewUser();
        var user = chat.Server.User(name);
        var session = (await user.CreateAsync()).Id;

        (await ChangeAsync(chat.Server.Agent(name, "bot"), "erase", [session])).ShouldBeProblem(403, "Forbidden", "An agent may not do this");
        (await ChangeAsync(chat.NewUser(), "erase", [session])).ShouldBeProblem(404, "Not Found", $"Chat session {session} not found");

        (await user.SessionIdsAsync("?is_active=true")).ShouldBe([session]);
    }

    private static Task<ApiAnswer> ChangeAsync(ApiClient user, string action, long[] ids) => user.PostAsync(Bulk, new { action, ids });

    private async Task<(ApiClient User, long[] Ids)> SessionsAsync(params bool[] isActive)
    {
        var user = chat.NewUser();
        var ids = new List<long>();
        foreach (var active in isActive)
            ids.Add((await user.CreateAsync(isActive: active)).Id);
        return (user, [.. ids]);
    }
}
