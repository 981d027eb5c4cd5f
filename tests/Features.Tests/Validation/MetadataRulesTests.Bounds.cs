using System.Text.Json;

namespace Features.Tests.Validation;

public sealed partial class MetadataRulesTests
{
    private const int MaxBytes = 65_536;

    // {"a":""} itself takes eight bytes.
    private const int Room = MaxBytes - 8;

    private const string TooLarge = "metadata must have at most 65536 bytes when serialized";
    private const string TooDeep = "metadata must have at most 32 levels";
    private const string BrokenText = "metadata must not hold U+0000 or half of a surrogate pair";

    /// <summary>A text in JSON, and its number of bytes when serialized.</summary>
    public static TheoryData<string, string, int> Units
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var call in WriteCall.Names)
            {
                data.Add(call, "x", 1);
                data.Add(call, "é", 2);
                data.Add(call, "€", 3);
                data.Add(call, "👋", 4);
                data.Add(call, "\\u00e9", 2);
                data.Add(call, "\\u0078", 1);
                data.Add(call, "\\ud83d\\udc4b", 4);
                data.Add(call, "\\/", 1);
                data.Add(call, "\\n", 2);
                data.Add(call, "\\u000a", 2);
                data.Add(call, "\\u0001", 6);
                data.Add(call, "\\\\", 2);
            }
            return data;
        }
    }

    public static TheoryData<string, string> BrokenTexts => WriteCall.Times(
        """{"a":"\u0000"}""",
        """{"a":"before\u0000after"}""",
        """{"\u0000":1}""",
        """{"a":{"b":[{"c\u0000":"d"}]}}""",
        """{"a":[[["x","\u0000"]]]}""",
        """{"a":"\ud800"}""",
        """{"a":"\udc00"}""",
        """{"a":"\ud800\ud800"}""",
        """{"a":"\udc00\ud800"}""",
        """{"a":"\ud83dx"}""",
        """{"a":"\uD83D\n\uDC4B"}""",
        """{"a":"\ud83d\\udc4b"}""",
        """{"a":"👋\udc4b"}""",
        """{"\ud800":1}""",
        """{"a":{"b":[{"\udfff":null}]}}""",
        """{"a":[[["x",{"y":"\udbff"}]]]}""");

    public static TheoryData<string, string> Twice => WriteCall.Times(
        """{"a":1,"a":1}""", """{"a":1,"b":2,"a":3}""", """{"a":{"b":1,"b":2}}""", """{"a":[{"b":1,"c":{},"b":2}]}""", """{"a":1,"\u0061":2}""");

    [Theory]
    [MemberData(nameof(Units))]
    public async Task Serialized_it_may_have_65536_bytes_and_not_one_more(string call, string unit, int bytes)
    {
        var write = await WriteCall.PrepareAsync(call, chat);
        var text = Calls.Repeat(unit, Room / bytes) + Calls.Repeat("x", Room % bytes);

        (await write.SendMetadataAsync($$"""{"a":"{{text}}x"}""")).ShouldBeInvalid("metadata", TooLarge);
        var answer = (await write.SendMetadataAsync($$"""{"a":"{{text}}"}""")).Ok();

        using var expected = JsonDocument.Parse($$"""{"a":"{{text}}"}""");
        (await write.StoredAsync(answer)).GetProperty("metadata").ShouldBeJson(expected.RootElement);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task White_space_between_its_tokens_does_not_count(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);
        var text = Calls.Repeat("x", Room);

        var answer = (await write.SendMetadataAsync($"{{ \r\n {new string(' ', 70_000)} \"a\" :\t\"{text}\" }}")).Ok();

        answer["metadata"].ShouldBeJson(new { a = text });
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Every_kind_of_token_counts(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);
        // {"k":[true,false,null,1.5,-20,{"q":[]},""]}
        var rest = """{"k":[true,false,null,1.5,-20,{"q":[]},""]}""".Length;
        string Metadata(int length) => $$"""{"k":[true,false,null,1.5,-20,{"q":[]},"{{new string('x', length)}}"]}""";

        (await write.SendMetadataAsync(Metadata(MaxBytes - rest + 1))).ShouldBeInvalid("metadata", TooLarge);
        (await write.SendMetadataAsync(Metadata(MaxBytes - rest))).Ok();
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task It_may_have_32_levels_and_not_one_more(string call)
    {
        // The object itself is the first level.
        (string Opening, string Closing)[] nestings = [("""{"a":""", "}"), ("[", "]")];
        foreach (var (opening, closing) in nestings)
        {
            var write = await WriteCall.PrepareAsync(call, chat);
            string Nested(int levels) => $$"""{"a":{{Calls.Repeat(opening, levels - 1)}}1{{Calls.Repeat(closing, levels - 1)}}}""";

            (await write.SendMetadataAsync(Nested(33))).ShouldBeInvalid("metadata", TooDeep);
            var answer = (await write.SendMetadataAsync(Nested(32))).Ok();

            using var expected = JsonDocument.Parse(Nested(32));
            (await write.StoredAsync(answer)).GetProperty("metadata").ShouldBeJson(expected.RootElement);
        }
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task However_deep_it_is_the_answer_is_a_400(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        foreach (var levels in new[] { 50, 63, 64, 65, 1_000, 100_000 })
        {
            var answer = await write.SendMetadataAsync($$"""{"a":{{new string('[', levels)}}{{new string(']', levels)}}}""");
            answer.StatusCode.ShouldBe(400);
            var field = answer["errors"].EnumerateObject().Single();
            field.Name.ShouldBeOneOf("metadata", "body");
            answer.ShouldBeInvalid(field.Name, field.Value[0].GetString()!);
        }
    }

    [Theory]
    [MemberData(nameof(BrokenTexts))]
    public async Task U0000_and_half_a_surrogate_pair_are_a_400_in_keys_and_values_at_any_depth(string call, string metadata)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        (await write.SendMetadataAsync(metadata)).ShouldBeInvalid("metadata", BrokenText);
    }

    [Theory]
    [MemberData(nameof(Twice))]
    public async Task A_key_that_is_given_twice_is_a_400(string call, string metadata)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        (await write.SendMetadataAsync(metadata)).ShouldBeInvalid("metadata", "metadata must be given once, and hold no member twice");
    }
}
