using System.Text.Json;

namespace Features.Tests.Messages;

public sealed partial class PostMessageTests
{
    private const string Blank = "content must hold more than white space";
    private const string TooLong = "content must have at most 10000 characters";

    public static TheoryData<string> Contents =>
    [
        "\"x\"",
        "\"  both sides \\t\"",
        "\"\\r\\n\\r\\nlines\\r\\nand\\nmore\\n\\n\"",
        "\"\\u00a0\\u3000no break\\u2028\"",
        "\"\\ufeffa mark and a zero width space\\u200b\"",
        "\"\\u200b\"",
        "\"```csharp\\nvar a = b < c && d > \\\"e\\\" ? '\\\\0' : \\\\u0000;\\n```\"",
        "\"👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇪 1️⃣ \\ud83d\\ude00\"",
        "\"مرحبا، \\u202bكيف\\u202c الحال؟ שלום \\u200f\"",
        "\"é is not e\\u0301, Å is not Å, ﬁ is not fi, ½ is not 1⁄2\"",
        "\"กำลัง ภาษาไทย हिन्दी 漢字かなカナ 한국어\"",
        "\"Z̸͎̀a̴̻͝l̵͍̔g̷̡̏o̶̤̊\"",
        "\"\\u0001\\u0008\\u001f\\u007f\\u0085\\uffff\\ufffe\\ufffd\"",
        "\"<script>alert('x')</script> &amp; &#0; %00 \\\\x00\"",
        "\"'; delete from mt_doc_chatmessage; -- $1 ? :a @b {0} {{x}}\"",
        "\"null\"",
    ];

    public static TheoryData<string> BlankContents => ["", " ", "     ", "\\t", "\\r\\n\\r\\n", "\\u00a0", "\\u3000\\u2029", "\\u0085\\u000b\\u000c"];

    public static TheoryData<string> NoTexts => ["1", "0.5", "true", "{}", "[]", "[\"Hello\"]", "{\"text\":\"Hello\"}"];

    public static TheoryData<string> BrokenTexts =>
        ["\\u0000", "a\\u0000b", "\\ud800", "\\udc00", "a\\ud83d", "\\udc4b\\ud83d", "\\ud83d\\ud83d\\udc4b", "👋\\udc4b", "\\ud83d👋", "\\uD83D\\u0020\\uDC4B"];

    /// <summary>A text and its number of code points.</summary>
    public static TheoryData<string, int> Units =>
        new() { { "a", 1 }, { " ", 1 }, { "é", 1 }, { "漢", 1 }, { "👋", 1 }, { "e\u0301", 2 }, { "👍🏽", 2 }, { "👨‍👩‍👧", 5 } };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task Content_is_answered_and_stored_exactly_as_it_is_sent(string json)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var content = JsonSerializer.Deserialize<string>(json);

        // As written above, and with all non-ASCII characters escaped.
        foreach (var sent in new[] { json, JsonSerializer.Serialize(content) })
            (await user.PostMessageAsync(session, $$"""{"content":{{sent}}}""")).Ok()["content"].GetString().ShouldBe(content);

        (await user.MessagesAsync(session)).Items("messages").Select(message => message.GetProperty("content").GetString()).ShouldBe([content, content]);
        (await user.SessionAsync(session)).Items("messages").Select(message => message.GetProperty("content").GetString()).ShouldBe([content, content]);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public async Task Content_may_have_10000_code_points_and_not_one_more(string unit, int codePoints)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var content = "." + Calls.Repeat(unit, 9_999 / codePoints) + Calls.Repeat("x", 9_999 % codePoints);

        (await user.PostAsync(Calls.Messages(session), new { content = content + "x" })).ShouldBeInvalid("content", TooLong);
        (await user.PostAsync(Calls.Messages(session), new { content = content + "👋" })).ShouldBeInvalid("content", TooLong);
        (await user.PostAsync(Calls.Messages(session), new { content })).Ok()["content"].GetString().ShouldBe(content);

        (await user.MessagesAsync(session)).Items("messages").Single().GetProperty("content").GetString().ShouldBe(content);
    }

    [Theory]
    [MemberData(nameof(BlankContents))]
    public async Task Content_of_nothing_but_white_space_is_a_400(string content) =>
        (await PostAsync($"\"{content}\"")).ShouldBeInvalid("content", Blank);

    [Fact]
    public async Task A_message_without_content_is_a_400()
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        (await user.PostMessageAsync(session, "{}")).ShouldBeInvalid("content", "content must be given");
        (await user.PostMessageAsync(session, """{"content":null}""")).ShouldBeInvalid("content", "content must be given");
    }

    [Theory]
    [MemberData(nameof(NoTexts))]
    public async Task Content_that_is_no_text_is_a_400(string content) =>
        (await PostAsync(content)).ShouldBeInvalid("content", "content must be a string");

    [Theory]
    [MemberData(nameof(BrokenTexts))]
    public async Task U0000_and_half_a_surrogate_pair_in_content_are_a_400(string content) =>
        (await PostAsync($"\"{content}\"")).ShouldBeInvalid("content", "content must not hold U+0000 or half of a surrogate pair");

    [Theory]
    [InlineData("""{"content":"I am the answer","role":"assistant"}""")]
    [InlineData("""{"content":"I am the answer","role":"user"}""")]
    [InlineData("""{"content":"I am the answer","role":{"name":"assistant"},"message_type":null}""")]
    public async Task A_role_without_a_message_type_is_a_400(string message)
    {
        const string problem = "role is no member of a message; use message_type";
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        (await user.PostMessageAsync(session, message)).ShouldBeInvalid("role", problem);
        (await user.RawAsync(HttpMethod.Post, Calls.Messages(session) + "/batch", $$"""{"messages":[{"content":"x"},{{message}}]}"""))
            .ShouldBeInvalid(problem, new Dictionary<string, string[]>(StringComparer.Ordinal) { ["messages[1].role"] = [problem] });

        (await user.SessionAsync(session))["message_count"].GetInt64().ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"content":"x","role":"assistant","message_type":"system"}""", "system")]
    [InlineData("""{"content":"x","role":null}""", "user")]
    [InlineData("""{"content":"x","Role":"assistant","name":"me"}""", "user")]
    public async Task Beside_a_message_type_a_role_is_ignored_as_other_unknown_members_are(string message, string type)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;

        var posted = (await user.PostMessageAsync(session, message)).Ok();

        posted["message_type"].GetString().ShouldBe(type);
        posted.Json.TryGetProperty("role", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("\"\"", """{"tool_calls":[{"id":"1","function":{"name":"f","arguments":"{}"}}]}""", true)]
    [InlineData("null", """{"tool_calls":[]}""", true)]
    [InlineData("\" \"", """{"tool_call_id":"1"}""", true)]
    [InlineData("\"\"", """{"tool_calls":null,"tool_call_id":null}""", false)]
    [InlineData("\"\"", """{"tools":{"tool_calls":[]}}""", false)]
    [InlineData("\"\"", """{}""", false)]
    public async Task The_turn_of_a_tool_may_have_no_text(string content, string metadata, bool isAllowed)
    {
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = $$"""{"content":{{content}},"message_type":"assistant","agent_type":"primary","metadata":{{metadata}}}""";

        var posted = await user.PostMessageAsync(session, message);
        var batch = await user.RawAsync(HttpMethod.Post, Calls.Messages(session) + "/batch", $$"""{"messages":[{{message}}]}""");

        if (!isAllowed)
        {
            posted.ShouldBeInvalid("content", Blank);
            batch.StatusCode.ShouldBe(400);
            return;
        }
        var expected = JsonSerializer.Deserialize<string?>(content) ?? "";
        posted.Ok()["content"].GetString().ShouldBe(expected);
        batch.Ok().Items("messages").Single().GetProperty("content").GetString().ShouldBe(expected);
        (await user.MessageAsync(session, posted.Id)).Json.ShouldBeJson(posted.Json);
        var draft = (await user.PostMessageAsync(session, $$"""{"content":"","status":"streaming","metadata":{{metadata}}}""")).Ok().Id;
        (await user.FinishAsync(session, draft)).Ok()["content"].GetString().ShouldBe("");
    }

    private async Task<ApiAnswer> PostAsync(string content)
    {
        var user = chat.NewUser();
        return await user.PostMessageAsync((await user.CreateAsync()).Id, $$"""{"content":{{content}}}""");
    }
}
