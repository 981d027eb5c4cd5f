namespace Features.Tests.Paging;

/// <summary>The parameters <c>page</c> and <c>page_size</c> of both lists.</summary>
public sealed class PageTests(ChatFixture chat)
{
    private const string Sessions = "sessions", Messages = "messages";

    private static readonly string[] NoIntegers =
    [
        "", "-1", "-0", "%2B1", "1.5", "1.0", "1e3", "0x1", "abc", "%201", "1%20", "1,000", "one", "null", "NaN", "true", "%D9%A1", "1_0",
        "9223372036854775808", "99999999999999999999",
    ];

    public static TheoryData<string, string> Wrong
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var value in NoIntegers)
            {
                data.Add(Sessions, value);
                data.Add(Messages, value);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_page_or_page_size_that_is_no_integer_is_a_400(string list, string value)
    {
        var (user, path) = await ListAsync(list);

        foreach (var name in new[] { "page", "page_size" })
            (await user.GetAsync($"{path}?{name}={value}")).ShouldBeInvalid(name, $"{name} must be a positive integer");
    }

    [Theory]
    [InlineData(Sessions, 100)]
    [InlineData(Messages, 200)]
    public async Task A_page_or_page_size_out_of_range_is_a_400(string list, int largest)
    {
        var (user, path) = await ListAsync(list);
        string page = "page must be from 1 to 9007199254740991", size = $"page_size must be from 1 to {largest}";

        foreach (var value in new[] { "0", "00", "9007199254740992", "9223372036854775807" })
            (await user.GetAsync($"{path}?page={value}")).ShouldBeInvalid("page", page);
        foreach (var value in new[] { "0", $"{largest + 1}", "2147483648", "9223372036854775807" })
            (await user.GetAsync($"{path}?page_size={value}")).ShouldBeInvalid("page_size", size);
        (await user.GetAsync($"{path}?page=0&page_size=0")).ShouldBeInvalid(
            $"{page}; {size}", new Dictionary<string, string[]>(StringComparer.Ordinal) { ["page"] = [page], ["page_size"] = [size] });
    }

    [Theory]
    [InlineData(Sessions)]
    [InlineData(Messages)]
    public async Task A_parameter_that_is_given_twice_is_a_400(string list)
    {
        var (user, path) = await ListAsync(list);

        foreach (var name in new[] { "page", "page_size" })
            (await user.GetAsync($"{path}?{name}=1&{name}=1")).ShouldBeInvalid(name, $"{name} must be given once");
    }

    [Theory]
    [InlineData(Sessions, 100, 10)]
    [InlineData(Messages, 200, 50)]
    public async Task Every_page_and_page_size_in_range_is_taken(string list, int largest, int usual)
    {
        var (user, path) = await ListAsync(list);

        foreach (var (page, size) in new[] { (1L, 1), (1, largest), (2, usual), (Calls.NeverAnId, 1), (Calls.NeverAnId, largest) })
        {
            var answer = (await user.GetAsync($"{path}?page={page}&page_size={size}")).Ok();
            answer.Items(list).Count.ShouldBe(page == 1 ? 1 : 0);
            answer["total_count"].GetInt64().ShouldBe(1);
            answer["page"].GetInt64().ShouldBe(page);
            answer["page_size"].GetInt64().ShouldBe(size);
            answer["has_next"].GetBoolean().ShouldBeFalse();
            answer["has_previous"].GetBoolean().ShouldBe(page > 1);
        }
        (await user.GetAsync(path)).Ok()["page_size"].GetInt32().ShouldBe(usual);
    }

    [Theory]
    [InlineData(Sessions)]
    [InlineData(Messages)]
    public async Task Parameters_that_are_not_known_are_ignored(string list)
    {
        var (user, path) = await ListAsync(list);

        var answer = (await user.GetAsync($"{path}?limit=0&offset=abc&order=%00&page=1")).Ok();

        answer.Items(list).Count.ShouldBe(1);
    }

    private async Task<(ApiClient User, string Path)> ListAsync(string list)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        await user.SayAsync(session, "Hello");
        return (user, list == Sessions ? ApiClient.Base : Calls.Messages(session));
    }
}
