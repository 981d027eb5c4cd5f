using System.Text;

namespace Features.Tests.Endpoints;

/// <summary>Invalid bodies, in the three calls that take one.</summary>
public sealed partial class JsonBodyTests(ChatFixture chat)
{
    private const string NoJson = "body is not valid JSON";
    private const string NoObject = "body must be a JSON object";
    private const string NoUtf8 = "body is not valid UTF-8";

    public static TheoryData<string, string> Broken => WriteCall.Times(
        "   \r\n ",
        "{",
        """{"title":"A","content":"A" """,
        """{"title":"A","content":"A",}""",
        """{"title":"A" "content":"A"}""",
        """{title:"A"}""",
        """{'title':'A'}""",
        """{"title":"A","content":"A"} x""",
        """{"title":"A","content":"A"}{}""",
        """{"title":"A","content":"A"/* why */}""",
        """{"title":"A\x","content":"A\x"}""",
        "{\"title\":\"A\nB\",\"content\":\"A\nB\"}",
        """{"title":"A","content":"A","metadata":{"a":NaN}}""",
        """{"title":"A","content":"A","metadata":{"a":01}}""",
        """{"title":"A","content":"A","metadata":{"a":"\u00g0"}}""",
        "title=A&content=A",
        "<session/>");

    public static TheoryData<string, string> NoObjects => WriteCall.Times(
        "[]", """[{"title":"A","content":"A"}]""", "\"A\"", "1", "-0.5", "true", "false", "null");

    public static TheoryData<string, string> JsonTypes => WriteCall.Times(
        "application/json", "application/json; charset=utf-8", "Application/JSON; charset=UTF-8", "application/json;charset=\"utf-8\"",
        "application/merge-patch+json", "application/json; charset=utf8", "application/json; charset=\"UTF8\"");

    public static TheoryData<string, string> OtherTypes => WriteCall.Times(
        "", "text/plain", "text/json", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "application/octet-stream", "json", "application/json-seq");

    public static TheoryData<string, string> OtherCharsets => WriteCall.Times("utf-16", "iso-8859-1", "\"us-ascii\"", "utf-7");

    public static TheoryData<string> Writes => [.. WriteCall.Names];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_body_that_is_no_JSON_is_a_400(string call, string body)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        (await write.SendAsync(body)).ShouldBeNoJson();
    }

    [Theory]
    [InlineData("{", 1, 2)]
    [InlineData("{\"title\":\"A\",}", 1, 14)]
    [InlineData("{\n  \"title\": \"Ä\" x\n}", 2, 17)]
    [InlineData("\uFEFF{'title':1}", 1, 2)]
    public async Task The_place_where_JSON_breaks_is_told_as_line_and_byte(string body, int line, int at)
    {
        var write = await WriteCall.PrepareAsync(WriteCall.Create, chat);

        (await write.SendAsync(body)).ShouldBeInvalid("body", $"{NoJson} at line {line}, byte {at}");
    }

    [Theory]
    [MemberData(nameof(NoObjects))]
    public async Task A_body_that_is_no_object_is_a_400(string call, string body)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        (await write.SendAsync(body)).ShouldBeInvalid("body", NoObject);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_call_without_a_body_is_a_400(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        (await write.User.SendAsync(write.Method, write.Path)).ShouldBeInvalid("body", NoJson);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Bytes_that_are_no_UTF8_are_a_400(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);
        byte[][] bodies =
        [
            Encoding.Latin1.GetBytes("{\"title\":\"Ä\",\"content\":\"Ä\"}"),
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(write.Body)],
            // A surrogate encoded as a character, and an overlong encoding.
            [.. "{\"title\":\"A"u8, 0xED, 0xA0, 0x80, .. "\",\"content\":\"A"u8, 0xED, 0xA0, 0x80, .. "\"}"u8],
            [.. "{\"title\":\"A"u8, 0xC0, 0xAF, .. "\",\"content\":\"A"u8, 0xC0, 0xAF, .. "\"}"u8],
        ];

        foreach (var body in bodies)
            (await write.User.RawAsync(write.Method, write.Path, body)).ShouldBeInvalid("body", NoUtf8);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_byte_order_mark_is_no_part_of_the_body(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        var answer = await write.User.RawAsync(write.Method, write.Path, [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(write.Body)]);

        answer.Ok()[write.Text].GetString().ShouldBe("A text");
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_body_of_one_MiB_is_taken(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        (await write.SendAsync(write.Body.PadRight(1024 * 1024))).Ok()[write.Text].GetString().ShouldBe("A text");
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_body_of_one_byte_more_is_a_413(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);
        var body = Encoding.UTF8.GetBytes(write.Body.PadRight(1024 * 1024 + 1));
        using var sized = new ByteArrayContent(body);
        using var chunked = new ChunkedContent(body);

        foreach (var content in new HttpContent[] { sized, chunked })
        {
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            var answer = await write.User.SendAsync(write.Method, write.Path, content, request => request.Headers.ExpectContinue = true);
            answer.ShouldBeProblem(413, "Payload Too Large", "The body must have at most 1 MiB");
        }
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_member_that_is_given_twice_is_a_400(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        var answer = await write.SendAsync($$"""{"{{write.Text}}":"A","{{write.Text}}":"B"}""");

        answer.ShouldBeInvalid(write.Text, $"{write.Text} must be given once, and hold no member twice");
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Names_of_fields_are_compared_exactly(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        var answer = await write.SendAsync("""{"Title":"A","TITLE":"A","Content":"A"}""");

        if (call == WriteCall.Update)
            answer.ShouldBeInvalid("body", "No updates provided");
        else
            answer.ShouldBeInvalid(write.Text, $"{write.Text} must be given");
    }
}
