namespace Features.Tests.Sessions;

public sealed partial class ListSessionsTests(ChatFixture chat)
{
    [Fact]
    public async Task A_user_without_sessions_gets_an_empty_page()
    {
        await chat.NewUser().CreateAsync("Somebody else's");

        (await chat.NewUser().GetAsync()).ShouldBeOk(Page([], total: 0));
    }

    [Fact]
    public async Task Sessions_come_whole_and_the_newest_last_message_first()
    {
        var user = chat.NewUser();
        var first = await user.CreateAsync("First", metadata: new { a = 1 });
        var second = await user.CreateAsync("Second", "research");
        var third = await user.CreateAsync("Third", "router", isActive: false);
        (await user.GetAsync()).ShouldBeOk(Page([third.Json, second.Json, first.Json], total: 3));

        var message = await user.SayAsync(first.Id, "Now the newest");

        var moved = new
        {
            id = first.Id,
            user_id = first["user_id"],
            title = "First",
            agent_type = "primary",
            created_at = first["created_at"],
            last_message_at = message["created_at"],
            updated_at = message["created_at"],
            is_active = true,
            metadata = new { a = 1 },
            message_count = 1,
        };
        (await user.GetAsync()).ShouldBeOk(Page([moved, third.Json, second.Json], total: 3));
    }

    [Fact]
    public async Task Of_equally_new_ones_the_larger_id_comes_first()
    {
        await using var host = await new FixedTime().StartHostAsync(chat);
        var user = host.User();
        var ids = new List<long>();
        for (var i = 0; i < 4; i++)
            ids.Add((await user.CreateAsync()).Id);

        (await user.SessionIdsAsync()).ShouldBe(Enumerable.Reverse(ids));
        (await user.SessionIdsAsync("?page=2&page_size=3")).ShouldBe([ids[0]]);
    }

    [Fact]
    public async Task Everybody_sees_their_own_sessions_only()
    {
        var (one, other) = (chat.NewUser(), chat.NewUser());
        var mine = await one.CreateAsync("Shared word");
        var theirs = await other.CreateAsync("Shared word");

        foreach (var query in new[] { "", "?search=shared", "?agent_type=primary", "?is_active=true", "?agent_type=primary&is_active=true&search=word" })
        {
            (await one.GetAsync(ApiClient.Base + query)).ShouldBeOk(Page([mine.Json], total: 1));
            (await other.GetAsync(ApiClient.Base + query)).ShouldBeOk(Page([theirs.Json], total: 1));
        }
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap()
    {
        var user = chat.NewUser();
        var ids = new List<long>();
        for (var i = 0; i < 7; i++)
            ids.Insert(0, (await user.CreateAsync($"Session {i}", isActive: false)).Id);

        foreach (var filter in new[] { "", "&is_active=false", "&agent_type=primary", "&search=session" })
        {
            await PageShouldBe(1, ids[..3], hasNext: true, hasPrevious: false);
            await PageShouldBe(2, ids[3..6], hasNext: true, hasPrevious: true);
            await PageShouldBe(3, ids[6..], hasNext: false, hasPrevious: true);
            await PageShouldBe(4, [], hasNext: false, hasPrevious: true);
            await PageShouldBe(1_000_000_000_000, [], hasNext: false, hasPrevious: true);

            async Task PageShouldBe(long page, List<long> expected, bool hasNext, bool hasPrevious)
            {
                var answer = await user.SessionsAsync($"?page={page}&page_size=3{filter}");
                answer.Items("sessions").Select(session => session.GetProperty("id").GetInt64()).ShouldBe(expected);
                answer.ShouldBeOk(Page(answer["sessions"], total: 7, page, size: 3, hasNext, hasPrevious));
            }
        }
    }

    [Fact]
    public async Task A_last_page_that_is_full_has_no_next()
    {
        var user = chat.NewUser();
        for (var i = 0; i < 4; i++)
            await user.CreateAsync();

        var answer = await user.SessionsAsync("?page=2&page_size=2");

        answer.ShouldBeOk(Page(answer["sessions"], total: 4, page: 2, size: 2, hasPrevious: true));
        answer["sessions"].GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_page_past_the_end_of_nothing_has_a_previous_one()
    {
        (await chat.NewUser().GetAsync(ApiClient.Base + "?page=2")).ShouldBeOk(Page([], total: 0, page: 2, hasPrevious: true));
        (await chat.NewUser().GetAsync(ApiClient.Base + "?page=2&search=x")).ShouldBeOk(Page([], total: 0, page: 2, hasPrevious: true));
    }

    [Fact]
    public async Task Ten_come_when_the_call_does_not_say()
    {
        var user = chat.NewUser();
        for (var i = 0; i < 11; i++)
            await user.CreateAsync(isActive: false);

        var answer = await user.SessionsAsync();

        answer["sessions"].GetArrayLength().ShouldBe(10);
        answer.ShouldBeOk(Page(answer["sessions"], total: 11, hasNext: true));
    }

    [Fact]
    public async Task Page_sizes_are_configured_for_sessions_alone()
    {
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["CHAT_DEFAULT_PAGE_SIZE"] = "2",
            ["CHAT_MAX_PAGE_SIZE"] = "3",
        });
        var user = host.User();
        for (var i = 0; i < 4; i++)
            await user.CreateAsync();
        var session = (await user.SessionIdsAsync())[0];

        var usual = await user.SessionsAsync();
        usual["sessions"].GetArrayLength().ShouldBe(2);
        usual.ShouldBeOk(Page(usual["sessions"], total: 4, size: 2, hasNext: true));
        (await user.SessionsAsync("?page_size=3"))["sessions"].GetArrayLength().ShouldBe(3);
        (await user.GetAsync(ApiClient.Base + "?page_size=4")).ShouldBeInvalid("page_size", "page_size must be from 1 to 3");
        (await user.MessagesAsync(session))["page_size"].GetInt32().ShouldBe(50);
        (await user.MessagesAsync(session, "?page_size=200"))["page_size"].GetInt32().ShouldBe(200);
    }

    private static object Page(object sessions, long total, long page = 1, int size = 10, bool hasNext = false, bool hasPrevious = false) => new
    {
        sessions,
        total_count = total,
        page,
        page_size = size,
        has_next = hasNext,
        has_previous = hasPrevious,
    };

    private static object Page(object[] sessions, long total, long page = 1, bool hasPrevious = false) =>
        Page((object)sessions, total, page, hasPrevious: hasPrevious);
}
