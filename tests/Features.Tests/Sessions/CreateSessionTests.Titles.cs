namespace Features.Tests.Sessions;

public sealed partial class CreateSessionTests
{
    private const string Blank = "title must hold more than white space";
    private const string TooLong = "title must have at most 255 characters";

    /// <summary>As sent (escaped as in JSON) and as stored.</summary>
    public static TheoryData<string, string> Titles => new()
    {
        { "  both sides  ", "both sides" },
        { "\\t\\r\\n lines \\n", "lines" },
        { "\\u00a0\\u3000\\u2003wide\\u2028", "wide" },
        { "inner  spaces\\tand\\nlines stay", "inner  spaces\tand\nlines stay" },
        { "x", "x" },
        { "\\ud83d\\udc4b \\u00e9 \\u0065\\u0301", "👋 é e\u0301" },
        { "مرحبا بالعالم", "مرحبا بالعالم" },
        { "👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦" },
        { "\\\"quoted\\\" \\\\ / '%_", "\"quoted\" \\ / '%_" },
        { "<b>&amp;</b>", "<b>&amp;</b>" },
        { "\\u200b", "\u200b" },
        { "\\u0001\\uffff", "\u0001\uffff" },
    };

    public static TheoryData<string> BlankTitles => ["", " ", "    ", "\\t", "\\r\\n", "\\u00a0", "\\u3000\\u2028 "];

    public static TheoryData<string> NoTexts => ["1", "0.5", "true", "{}", "[]", "[\"A title\"]"];

    public static TheoryData<string> BrokenTexts =>
    [
        "\\u0000", "a\\u0000b", "\\ud800", "\\udc00", "a\\ud83d", "\\udc4b\\ud83d", "\\ud83d\\ud83d\\udc4b", "👋\\udc4b",
    ];

    /// <summary>A text and its number of code points.</summary>
    public static TheoryData<string, int> Units => new() { { "a", 1 }, { "é", 1 }, { "漢", 1 }, { "👋", 1 }, { "e\u0301", 2 }, { "👍🏽", 2 }, { "👨‍👩‍👧", 5 } };

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task A_title_is_trimmed_and_else_kept_as_it_is(string sent, string kept)
    {
        var user = chat.NewUser();

        var session = (await CreateAsync(user, $"\"{sent}\"")).Ok();

        session["title"].GetString().ShouldBe(kept);
        (await user.SessionAsync(session.Id))["title"].GetString().ShouldBe(kept);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public async Task A_title_may_have_255_code_points_and_not_one_more(string unit, int codePoints)
    {
        var user = chat.NewUser();
        var title = Calls.Repeat(unit, 255 / codePoints) + Calls.Repeat("x", 255 % codePoints);

        (await CreateAsync(user, $"\"{title}x\"")).ShouldBeInvalid("title", TooLong);
        (await CreateAsync(user, $"\"{title}👋\"")).ShouldBeInvalid("title", TooLong);
        var session = (await CreateAsync(user, $"\"  {title}\\n \"")).Ok();

        session["title"].GetString().ShouldBe(title);
        (await user.SessionAsync(session.Id))["title"].GetString().ShouldBe(title);
    }

    [Theory]
    [MemberData(nameof(BlankTitles))]
    public async Task A_title_of_nothing_but_white_space_is_a_400(string title) =>
        (await CreateAsync(chat.NewUser(), $"\"{title}\"")).ShouldBeInvalid("title", Blank);

    [Fact]
    public async Task A_session_without_a_title_is_a_400()
    {
        var user = chat.NewUser();

        (await user.RawAsync(HttpMethod.Post, ApiClient.Base, "{}")).ShouldBeInvalid("title", "title must be given");
        (await CreateAsync(user, "null")).ShouldBeInvalid("title", "title must be given");
    }

    [Theory]
    [MemberData(nameof(NoTexts))]
    public async Task A_title_that_is_no_text_is_a_400(string title) =>
        (await CreateAsync(chat.NewUser(), title)).ShouldBeInvalid("title", "title must be a string");

    [Theory]
    [MemberData(nameof(BrokenTexts))]
    public async Task U0000_and_half_a_surrogate_pair_in_a_title_are_a_400(string title) =>
        (await CreateAsync(chat.NewUser(), $"\"{title}\"")).ShouldBeInvalid("title", "title must not hold U+0000 or half of a surrogate pair");

    [Theory]
    [MemberData(nameof(BrokenTexts))]
    public async Task U0000_and_half_a_surrogate_pair_in_an_unknown_field_are_a_400(string text)
    {
        var answer = await chat.NewUser().RawAsync(HttpMethod.Post, ApiClient.Base, $$"""{"title":"T","extra":"{{text}}"}""");

        answer.ShouldBeInvalid("extra", "extra must not hold U+0000 or half of a surrogate pair");
    }

    [Fact]
    public async Task The_longest_title_is_configured()
    {
        await using var host = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_TITLE_MAX_LENGTH"] = "3" });
        var user = host.User();

        (await CreateAsync(user, "\" 👋👋👋 \"")).Ok()["title"].GetString().ShouldBe("👋👋👋");
        (await CreateAsync(user, "\"abcd\"")).ShouldBeInvalid("title", "title must have at most 3 characters");
        var session = await user.CreateAsync("abc");
        (await user.PutAsync(Calls.Path(session.Id), new { title = "abcd" })).ShouldBeInvalid("title", "title must have at most 3 characters");
    }

    private static Task<ApiAnswer> CreateAsync(ApiClient user, string title) =>
        user.RawAsync(HttpMethod.Post, ApiClient.Base, $$"""{"title":{{title}}}""");
}
