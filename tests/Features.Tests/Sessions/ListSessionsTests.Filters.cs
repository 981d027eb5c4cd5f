namespace Features.Tests.Sessions;

public sealed partial class ListSessionsTests
{
    private const string NoAgentType = "agent_type must be one of primary, log_analysis, research, router";

    /// <summary>A title, a search, and whether the search finds it.</summary>
    public static TheoryData<string, string, bool> Searches => new()
    {
        { "Weekly report", "report", true },
        { "Weekly report", "Weekly report", true },
        { "Weekly report", "WEEKLY", true },
        { "Weekly report", "kly rep", true },
        { "Weekly report", " ", true },
        { "Weekly", " ", false },
        { "Weekly report", " report ", false },
        { "Weekly report", "weekly  report", false },
        { "Weekly report", "reports", false },
        { "Weekly report", "Weekly report and more", false },
        { "Weekly report", "%", false },
        { "Weekly report", "_", false },
        { "Weekly report", "W%t", false },
        { "Weekly report", "repor_", false },
        { "Weekly report", "\\", false },
        { "100% sure", "100%", true },
        { "100% sure", "0% S", true },
        { "1000 sure", "100%", false },
        { "snake_case", "e_c", true },
        { "snakescase", "e_c", false },
        { "C:\\temp\\new", "\\TEMP\\", true },
        { "C:\\temp", "\\\\", false },
        { "50\\% off", "\\%", true },
        { "50% off", "\\%", false },
        { "Why? Because", "?", true },
        { "Why: because", "?", false },
        { "It's 'quoted'", "'QUOTED'", true },
        { "Title", "'; drop table mt_doc_chatsession; --", false },
        { "a @p0 :x $1 ? b", "@P0 :X $1 ?", true },
        { "[a-z]* (b|c)+", "[a-z]*", true },
        { "abc", "[a-z]*", false },
        { "ÄRGER im Büro", "ärger im BÜRO", true },
        { "Arger", "ärger", true },
        { "Café", "CAFE\u0301", true },
        { "Cafe\u0301", "café", true },
        { "한국어 연습", "\u1112\u1161\u11AB국", true },
        { "각", "가", false },
        { "Straße", "STRASSE", true },
        { "STRASSE", "straẞe", true },
        { "İstanbul", "istanbul", true },
        { "ısı", "ISI", true },
        { "ＡＢＣ １２", "abc 12", true },
        { "é", "\u0301", false },
        { "ПРИВЕТ мир", "привет МИР", true },
        { "ΟΔΥΣΣΕΎΣ", "οδυσσεύσ", true },
        { "οδυσσεύς", "ΟΔΥΣΣΕΎΣ", true },
        { "Łódź", "łÓDŹ", true },
        { "𐐀𐐁 Deseret", "𐐨𐐩", true },
        { "会議の記録", "議の", true },
        { "Party 🎉 plan", "🎉", true },
        { "Party 🎉 plan", "🎊", false },
        { "قائمة المشتريات", "المشتريات", true },
        { "e\u0301tude", "E\u0301TUDE", true },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Search_is_a_substring_of_the_folded_title_without_wildcards(string title, string search, bool found)
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync(title);
        await user.CreateAsync("—");

        (await user.GetAsync($"{ApiClient.Base}?search={Uri.EscapeDataString(search)}"))
            .ShouldBeOk(found ? Page([session.Json], total: 1) : Page([], total: 0));
    }

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
