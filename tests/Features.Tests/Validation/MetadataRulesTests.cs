using System.Text.Json;

namespace Features.Tests.Validation;

/// <summary>Metadata, in the three calls that take it.</summary>
public sealed partial class MetadataRulesTests(ChatFixture chat)
{
    public static TheoryData<string, string> Objects => WriteCall.Times(
        "{}",
        """{"a":null,"b":true,"c":false,"d":"","e":[],"f":{}}""",
        """{"":"an empty key"," ":1,"a b":2,"A":3,"a":4}""",
        """{"__proto__":1,"$type":"x","$id":"1","constructor":{},"internals":{"user":9},"id":-1,"metadata":{"metadata":{}}}""",
        """{"ключ":{"鍵":{"🔑":[1,{"é":"é"},["مفتاح","กุญแจ"]]}}}""",
        """{"\u0041\u00e4\u20ac":"\u0041\u00e4\u20ac\ud83d\ude00\/\b\f\n\r\t\"\\"}""",
        """{"control":"\u0001\u001f","high":"\uffff\u2028\u2029\u007f","literal":"\\u0000 \\ud800","markup":"</script>&'<!--"}""",
        """{"list":[1,"two",null,[3,[4,[5]]],{"six":{"seven":[8]}}],"text":"  as it is \r\n"}""");

    public static TheoryData<string, string> Numbers => WriteCall.Times(
        "0", "1", "-1", "0.1", "1.0", "1.50", "1e2", "1E+2", "1e-2", "12345678901234567890", "-12345678901234567890.0123456789",
        "9007199254740993", "3.141592653589793238462643383279", "1e300", "-1.7976931348623157e308", "5e-324", "1e-400");

    public static TheoryData<string, string> NumbersTooLarge => WriteCall.Times(
        "1e400", "-1e400", "1e309", "1e999999", "-1e999999", "1e-999999", "1e99999999999999999999", "0e999999");

    public static TheoryData<string, string> NoObjects => WriteCall.Times("[]", "[{}]", "\"text\"", "\"{}\"", "1", "0.5", "true", "false");

    public static TheoryData<string> Writes => [.. WriteCall.Names];

    [Theory]
    [MemberData(nameof(Objects))]
    public async Task Any_object_is_answered_and_stored_with_the_same_values(string call, string metadata)
    {
        var write = await WriteCall.PrepareAsync(call, chat);
        using var expected = JsonDocument.Parse(metadata);

        var answer = (await write.SendMetadataAsync(metadata)).Ok();

        answer["metadata"].ShouldBeJson(expected.RootElement);
        (await write.StoredAsync(answer)).GetProperty("metadata").ShouldBeJson(expected.RootElement);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Numbers_keep_their_value_to_the_last_digit(string call, string number)
    {
        var write = await WriteCall.PrepareAsync(call, chat);
        var metadata = $$"""{"n":{{number}},"deep":[{"n":[{{number}}]}]}""";
        using var expected = JsonDocument.Parse(metadata);

        var answer = (await write.SendMetadataAsync(metadata)).Ok();

        answer["metadata"].ShouldBeJson(expected.RootElement);
        (await write.StoredAsync(answer)).GetProperty("metadata").ShouldBeJson(expected.RootElement);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_zero_below_zero_is_a_zero(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        var answer = (await write.SendMetadataAsync("""{"n":-0,"f":-0.0}""")).Ok();

        foreach (var metadata in new[] { answer["metadata"], (await write.StoredAsync(answer)).GetProperty("metadata") })
        {
            metadata.GetProperty("n").GetDouble().ShouldBe(0);
            metadata.GetProperty("f").GetDouble().ShouldBe(0);
        }
    }

    [Theory]
    [MemberData(nameof(NumbersTooLarge))]
    public async Task A_number_that_no_double_holds_is_a_400(string call, string number)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        foreach (var metadata in new[] { $$"""{"n":{{number}}}""", $$"""{"a":[{"b":[1,{{number}}]}]}""" })
            (await write.SendMetadataAsync(metadata)).ShouldBeInvalid("metadata", "metadata must not hold numbers beyond those of a double");
    }

    [Theory]
    [MemberData(nameof(NoObjects))]
    public async Task What_is_no_object_is_a_400(string call, string metadata)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        (await write.SendMetadataAsync(metadata)).ShouldBeInvalid("metadata", "metadata must be an object");
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Null_is_as_if_it_was_not_given(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        var answer = (await write.SendMetadataAsync("null")).Ok();

        answer["metadata"].ShouldBeJson(new { });
        (await write.StoredAsync(answer)).GetProperty("metadata").ShouldBeJson(new { });
    }
}
