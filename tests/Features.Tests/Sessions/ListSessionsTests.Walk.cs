namespace Features.Tests.Sessions;

public sealed partial class ListSessionsTests
{
    [Fact]
    public async Task A_walk_names_each_session_that_is_there_throughout_exactly_once_while_they_move()
    {
        var user = chat.NewUser();
        var sessions = new List<long>();
        for (var i = 0; i < 23; i++)
            sessions.Add((await user.CreateAsync($"Session {i}", isActive: i % 2 == 0)).Id);
        var seen = new List<long>();

        var part = await PartAsync(user, "?limit=4");
        while (true)
        {
            seen.AddRange(part.Items("sessions").Select(UserView.Id));
            // Sessions move to the front of the list, become inactive, and new ones come.
            await user.SayAsync(sessions[seen.Count / 2], "Hi");
            await user.SayAsync(seen[0], "Hi");
            await user.CreateAsync("New");
            if (part["next_cursor"].GetString() is not { } next)
                break;
            part = await PartAsync(user, $"?after={next}&limit=4");
        }

        seen.ShouldBe(sessions.AsEnumerable().Reverse());
    }

    [Theory]
    [InlineData("", 30)]
    [InlineData("&is_active=true", 10)]
    [InlineData("&is_active=false", 20)]
    [InlineData("&agent_type=research", 10)]
    [InlineData("&agent_type=research&is_active=false", 5)]
    [InlineData("&search=SITZUNG%20STRASSE", 15)]
    [InlineData("&search=strasse&agent_type=primary&is_active=true", 2)]
    [InlineData("&search=nowhere", 0)]
    [InlineData("&search=", 30)]
    public async Task A_walk_takes_the_filters_of_a_page_at_any_limit(string filter, int count)
    {
        var user = chat.NewUser();
        for (var i = 0; i < 30; i++)
            await user.CreateAsync(i % 2 == 0 ? $"Sitzung Straße {i}" : $"Other {i}", i % 3 == 0 ? "research" : "primary");

        foreach (var limit in new[] { 1, 7, 30, 100 })
        {
            var walked = await WalkAsync(user, $"&limit={limit}{filter}");
            walked.Count.ShouldBe(count, $"limit {limit}");
            walked.ShouldBe((await user.SessionIdsAsync($"?page_size=100{filter}")).OrderDescending());
        }
    }

    [Fact]
    public async Task A_part_is_sessions_and_cursor_only_and_a_page_stays_as_it_was()
    {
        var user = chat.NewUser();
        (await user.GetAsync(ApiClient.Base + "?after=")).ShouldBeOk(new { sessions = Array.Empty<object>(), next_cursor = (string?)null });
        var session = await user.CreateAsync("Only");

        (await user.GetAsync(ApiClient.Base + "?after=")).ShouldBeOk(new { sessions = new[] { session.Json }, next_cursor = (string?)null });
        (await user.GetAsync(ApiClient.Base + "?limit=1")).ShouldBeOk(new { sessions = new[] { session.Json }, next_cursor = (string?)null });
        (await user.GetAsync()).ShouldBeOk(new { sessions = new[] { session.Json }, total_count = 1, page = 1, page_size = 10, has_next = false, has_previous = false });
        (await user.GetAsync(ApiClient.Base + "?limit=0&page_size=1")).Ok()["total_count"].GetInt64().ShouldBe(1);
        for (var i = 0; i < 10; i++)
            await user.CreateAsync();
        // The same call again, so that it may come from the cache.
        foreach (var _ in new[] { 1, 2 })
            (await PartAsync(user, "?after=")).Items("sessions").Count.ShouldBe(10);
        await user.CreateAsync("Newest");
        (await PartAsync(user, "?after=")).Items("sessions")[0].GetProperty("title").GetString().ShouldBe("Newest");
    }

    [Theory]
    [InlineData("limit=1&after=&page=1", "page", "page must not be given with a cursor")]
    [InlineData("after=&page_size=5", "page_size", "page_size must not be given with a cursor")]
    [InlineData("limit=0", "limit", "limit must be from 1 to 100")]
    [InlineData("limit=101", "limit", "limit must be from 1 to 100")]
    [InlineData("after=x", "after", "after must be the next_cursor of an earlier answer")]
    [InlineData("after=1", "after", "after must be the next_cursor of an earlier answer")]
    [InlineData("after=AgAAAAAAAAAB", "after", "after must be the next_cursor of an earlier answer")]
    [InlineData("after=AQAAAAAAAAAA", "after", "after must be the next_cursor of an earlier answer")]
    [InlineData("after=Af__________", "after", "after must be the next_cursor of an earlier answer")]
    [InlineData("after=AQAAAAAAA%20AB", "after", "after must be the next_cursor of an earlier answer")]
    [InlineData("after=AQAAAAAAAAABAQAAAAAAAAAB", "after", "after must be the next_cursor of an earlier answer")]
    public async Task A_cursor_that_none_was_and_a_page_beside_it_are_a_400(string query, string field, string message) =>
        (await chat.NewUser().GetAsync($"{ApiClient.Base}?{query}")).ShouldBeInvalid(field, message);

    [Fact]
    public async Task Another_users_cursor_shows_nothing_of_theirs()
    {
        var (one, other) = (chat.NewUser(), chat.NewUser());
        var own = (await one.CreateAsync()).Id;
        for (var i = 0; i < 2; i++)
            await other.CreateAsync();
        var cursor = (await PartAsync(other, "?limit=1"))["next_cursor"].GetString();

        (await PartAsync(one, $"?after={cursor}")).Items("sessions").Select(UserView.Id).ShouldBe([own]);
    }

    private static Task<ApiAnswer> PartAsync(ApiClient user, string query) => user.SessionsAsync(query);

    private static async Task<List<long>> WalkAsync(ApiClient user, string query)
    {
        var seen = new List<long>();
        for (string? cursor = ""; cursor is not null;)
        {
            var part = await PartAsync(user, $"?after={cursor}{query}");
            seen.AddRange(part.Items("sessions").Select(UserView.Id));
            cursor = part["next_cursor"].GetString();
        }
        return seen;
    }
}
