namespace Features.Tests.Sessions;

public sealed partial class ListSessionsTests
{
    private const string NoAgentType = "agent_type must be one of primary, log_analysis, research, router";

    [Fact]
    public async Task An_empty_search_is_no_filter()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();

        (await user.GetAsync(ApiClient.Base + "?search=")).ShouldBeOk(Page([session.Json], total: 1));
    }

    [Fact]
    public async Task Metadata_and_messages_are_not_searched()
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync("Title", metadata: new { needle = "needle" });
        await user.SayAsync(session.Id, "needle");

        (await user.SessionIdsAsync("?search=needle")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_search_finds_a_long_title_or_nothing()
    {
        var user = chat.NewUser();
        var title = Calls.Repeat("é", 255);
        var session = await user.CreateAsync(title);

        (await user.SessionIdsAsync($"?search={Calls.Repeat("%C3%89", 255)}")).ShouldBe([session.Id]);
        (await user.SessionIdsAsync($"?search={Calls.Repeat("%C3%89", 256)}")).ShouldBeEmpty();
        (await user.SessionIdsAsync($"?search={Calls.Repeat("a", 5_000)}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_search_with_U0000_or_given_twice_is_a_400()
    {
        var user = chat.NewUser();

        foreach (var search in new[] { "%00", "a%00b" })
            (await user.GetAsync($"{ApiClient.Base}?search={search}")).ShouldBeInvalid("search", "search must not hold U+0000 or half of a surrogate pair");
        (await user.GetAsync(ApiClient.Base + "?search=a&search=b")).ShouldBeInvalid("search", "search must be given once");
    }

    [Theory]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF")]
    [InlineData("%C3%28")]
    [InlineData("%")]
    [InlineData("%zz")]
    public async Task A_search_that_is_no_UTF8_finds_nothing_or_is_a_400(string search)
    {
        var user = chat.NewUser();
        await user.CreateAsync("Title");

        var answer = await user.SendAsync(HttpMethod.Get, $"{ApiClient.Base}?search={search}");

        answer.StatusCode.ShouldBeOneOf(200, 400);
        if (answer.StatusCode == 200)
            answer.ShouldBeOk(Page([], total: 0));
    }

    [Fact]
    public async Task Filters_combine_with_AND()
    {
        var user = chat.NewUser();
        var made = new List<(string AgentType, bool IsActive, string Title, long Id)>();
        foreach (var agentType in new[] { "primary", "log_analysis", "research", "router" })
        {
            foreach (var isActive in new[] { true, false })
            {
                foreach (var title in new[] { "Red apple", "Green apple", "Pear" })
                    made.Add((agentType, isActive, title, (await user.CreateAsync(title, agentType, isActive: isActive)).Id));
            }
        }

        foreach (var agentType in new[] { null, "primary", "log_analysis", "research", "router" })
        {
            foreach (var isActive in new[] { null, "true", "false", "True", "FALSE" })
            {
                foreach (var search in new[] { null, "", "apple", "PEAR", "red", "plum" })
                {
                    var expected = made
                        .Where(session => agentType is null || session.AgentType == agentType)
                        .Where(session => isActive is null || session.IsActive == bool.Parse(isActive))
                        .Where(session => search is null || session.Title.Contains(search, StringComparison.OrdinalIgnoreCase))
                        .Select(session => session.Id).Reverse().ToArray();
                    string?[] filters =
                    [
                        agentType is null ? null : $"agent_type={agentType}",
                        isActive is null ? null : $"is_active={isActive}",
                        search is null ? null : $"search={search}",
                    ];
                    var query = "?page_size=100&" + string.Join('&', filters.Where(filter => filter is not null));
                    (await user.SessionIdsAsync(query)).ShouldBe(expected, query);
                    (await user.SessionsAsync(query))["total_count"].GetInt64().ShouldBe(expected.Length, query);
                }
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Primary")]
    [InlineData("RESEARCH")]
    [InlineData("log-analysis")]
    [InlineData("LogAnalysis")]
    [InlineData("%20primary")]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData("primary,research")]
    public async Task An_agent_type_is_one_of_the_four_words_exactly(string agentType) =>
        (await chat.NewUser().GetAsync($"{ApiClient.Base}?agent_type={agentType}")).ShouldBeInvalid("agent_type", NoAgentType);

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("on")]
    [InlineData("2")]
    [InlineData("null")]
    [InlineData("%20true")]
    [InlineData("truefalse")]
    public async Task Is_active_is_true_or_false(string isActive) =>
        (await chat.NewUser().GetAsync($"{ApiClient.Base}?is_active={isActive}")).ShouldBeInvalid("is_active", "is_active must be true or false");

    [Fact]
    public async Task A_filter_that_is_given_twice_is_a_400()
    {
        var user = chat.NewUser();

        (await user.GetAsync(ApiClient.Base + "?agent_type=primary&agent_type=router")).ShouldBeInvalid("agent_type", "agent_type must be given once");
        (await user.GetAsync(ApiClient.Base + "?is_active=true&is_active=true")).ShouldBeInvalid("is_active", "is_active must be given once");
    }
}
