namespace Features.Tests.Search;

public sealed partial class SearchMessagesTests
{
    [Theory]
    [InlineData("The quick brown fox", "fox quick", true)]
    [InlineData("The quick brown fox", "fox slow", false)]
    [InlineData("The quick brown fox", "\"quick brown\"", true)]
    [InlineData("The quick brown fox", "\"brown quick\"", false)]
    [InlineData("The quick brown fox", "\"quick fox\"", false)]
    [InlineData("The quick, brown fox", "\"quick brown\"", true)]
    [InlineData("The quick brown fox", "\"quick brown", true)]
    [InlineData("The quick brown fox", "bro*", true)]
    [InlineData("The quick brown fox", "bro", false)]
    [InlineData("The quick brown fox", "rown*", false)]
    [InlineData("The quick brown fox", "* fox", true)]
    [InlineData("Write to ada.b@example.com now", "ada.b@example.com", true)]
    [InlineData("Write to ada b at example com", "ada.b@example.com", false)]
    [InlineData("Write to ada.b@example.com now", "b@exam*", true)]
    [InlineData("Straße", "STRASSE", true)]
    [InlineData("İstanbul", "istanbul", true)]
    [InlineData("Crème brûlée", "creme BRULEE", true)]
    [InlineData("cre\u0300me", "crème", true)]
    [InlineData("Ｗｉｄｅ ﾊﾝｶｸ", "wide ハンカク", true)]
    [InlineData("ｶﾞｲﾄﾞ", "ガイド", true)]
    [InlineData("我们在东京都庁见面", "东京", true)]
    [InlineData("我们在东京都庁见面", "京都", true)]
    [InlineData("我们在东京都庁见面", "东都", false)]
    [InlineData("我们在东京都庁见面", "东京都庁", true)]
    [InlineData("东京。都庁", "京都", false)]
    [InlineData("东京都庁 都京", "京都京", false)]
    [InlineData("我们在东京", "京", true)]
    [InlineData("我们在东京", "东", true)]
    [InlineData("新しいiPhoneを買った", "iphone", true)]
    [InlineData("ภาษาไทยไม่มีช่องว่าง", "ไทย", true)]
    [InlineData("ភាសាខ្មែរ", "ខ្មែរ", true)]
    [InlineData("안녕하세요 세계", "세계", true)]
    [InlineData("안녕하세요 세계", "\u1109\u1166\u1100\u1168", true)]
    [InlineData("مُحَمَّد كتب", "محمد", true)]
    [InlineData("हिन्दी में", "हिन्दी", true)]
    [InlineData("5㎏ of rice", "kg", true)]
    [InlineData("don't", "DON'T", true)]
    [InlineData("co\u00ADop", "coop", true)]
    [InlineData("a_b-c/d", "c", true)]
    [InlineData("3.14159", "3.14159", true)]
    [InlineData("3 14159", "\"3.14159\"", true)]
    [InlineData("O\\'Hara''s \\ 'quotes'", "o\\'hara''s 'quotes'", true)]
    public async Task What_a_search_finds(string content, string q, bool isFound)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync("…")).Id;
        await user.SayAsync(session, "Something else");
        await user.SayAsync(session, content);
        string[] expected = isFound ? [content] : [];

        (await user.FindAsync(q)).ShouldBe(expected);

        // The same by the index of words, which a user with more messages gets.
        await new SearchData(chat.ConnectionString).CoverAsync(user, session);
        (await user.FindAsync(q)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("\"\"")]
    [InlineData("… — !")]
    [InlineData("🌳")]
    public async Task A_search_without_a_word_is_a_400(string q) =>
        (await chat.NewUser().SearchAsync(q)).ShouldBeInvalid("q", "q must hold a letter or a digit");

    [Fact]
    public async Task The_text_of_a_search_has_1_to_256_code_points()
    {
        var user = chat.NewUser();

        (await user.GetAsync(Searches.Path)).ShouldBeInvalid("q", "q must be given");
        (await user.SearchAsync(" ")).ShouldBeInvalid("q", "q must hold more than white space");
        (await user.SearchAsync(Calls.Repeat("𝒜", 257))).ShouldBeInvalid("q", "q must have at most 256 characters");
        (await user.SearchAsync(Calls.Repeat("𝒜", 256))).Ok();
        (await user.SearchAsync(Calls.Repeat("a ", 128))).Ok();
    }

    [Theory]
    [InlineData("limit", "0")]
    [InlineData("limit", "101")]
    [InlineData("session_id", "0")]
    [InlineData("agent_type", "none")]
    [InlineData("message_type", "none")]
    [InlineData("is_active", "yes")]
    [InlineData("from", "yesterday")]
    [InlineData("from", "2026-01-01")]
    [InlineData("from", "2026-01-01T00:00:00")]
    [InlineData("to", "2026-13-01T00:00:00Z")]
    [InlineData("to", "2026-01-01T00:00:00 01:00")]
    [InlineData("cursor", "")]
    [InlineData("cursor", "no")]
    [InlineData("cursor", "__________________________")]
    [InlineData("cursor", "/////////////////////w")]
    public async Task A_malformed_parameter_is_a_400_that_names_it(string name, string value)
    {
        var answer = await chat.NewUser().SearchAsync("word", $"&{name}={Uri.EscapeDataString(value)}");

        answer.StatusCode.ShouldBe(400, answer.Body);
        answer["errors"].EnumerateObject().Select(error => error.Name).ShouldBe([name]);
    }
}
