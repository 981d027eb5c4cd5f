using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Features.Tests.Hostile;

/// <summary>Bodies that are known to break services, sent to every endpoint with an example body.</summary>
public sealed class BadBodyTests(ChatFixture chat)
{
    private const string Json = "application/json";

    private static readonly Dictionary<string, Func<string, byte[]>> Bodies = new(StringComparer.Ordinal)
    {
        ["U+0000 in a value"] = example => Also(example, "\"x\":\"a\0b\""),
        ["U+0000 in a value, escaped"] = example => Also(example, "\"x\":\"a\\u0000b\""),
        ["U+0000 in a key"] = example => Also(example, "\"a\0b\":1"),
        ["U+0000 in a key, escaped"] = example => Also(example, "\"a\\u0000b\":1"),
        ["U+0000 in a key far inside"] = example => Also(example, "\"x\":[{\"y\":{\"\\u0000\":1}}]"),
        ["U+0000 behind the end"] = example => Utf8(example + "\0"),
        ["half a surrogate pair in a value, escaped"] = example => Also(example, "\"x\":\"\\ud800\""),
        ["half a surrogate pair in a key, escaped"] = example => Also(example, "\"\\udc00\":1"),
        ["a surrogate pair the wrong way round"] = example => Also(example, "\"x\":\"\\udc00\\ud800\""),
        ["half a surrogate pair, in bytes"] = example => [.. Utf8(example)[..^1], .. ",\"x\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8],
        ["a character in more bytes than it needs"] = example => [.. Utf8(example)[..^1], .. ",\"x\":\""u8, 0xC0, 0x80, .. "\"}"u8],
        ["a character beyond the last"] = example => [.. Utf8(example)[..^1], .. ",\"x\":\""u8, 0xF4, 0x90, 0x80, 0x80, .. "\"}"u8],
        ["a key twice"] = example => Also(example, FirstMember(example).ToString()),
        ["a number no double holds"] = example => FirstValue(example, "1e400"),
        ["a number of 10,000 digits"] = example => FirstValue(example, new string('9', 10_000)),
        ["a number that is none"] = example => Also(example, "\"x\":01"),
        ["10,000 open arrays"] = example => Also(example, "\"x\":" + new string('[', 10_000)),
        ["10,000 levels"] = example => Also(example, "\"x\":" + new string('[', 10_000) + new string(']', 10_000)),
        ["a body cut in the middle"] = example => Utf8(example[..(example.Length / 2)]),
        ["two bodies"] = example => Utf8(example + example),
        ["UTF-16"] = Encoding.Unicode.GetBytes,
        ["UTF-16 with its mark"] = example => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(example)],
        ["UTF-32 with its mark"] = example => [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(example)],
        ["gzip that is not declared"] = Gzip,
        ["nothing but a mark"] = _ => Encoding.UTF8.GetPreamble(),
        ["two marks"] = example => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetPreamble(), .. Utf8(example)],
    };

    public static TheoryData<string> WrongBodies => [.. Bodies.Keys];

    public static TheoryData<string?, string?> WrongTypes => new()
    {
        { null, null }, { "", null }, { "json", null }, { "text/json", null }, { "application/json; charset=utf-16", null }, { "application/json; charset=utf-8, text/plain", null },
        { "application/xml", null }, { Json, "gzip" }, { Json, "br" }, { Json, "identity, gzip" }, { Json, "nonsense" },
    };

    [Theory]
    [MemberData(nameof(WrongBodies))]
    public Task A_body_that_can_not_be_right_is_a_400_that_changes_nothing(string what) => EachAsync(400, (_, body) => JsonContent(Bodies[what](body)));

    [Theory]
    [MemberData(nameof(WrongTypes))]
    public Task A_body_that_is_declared_as_anything_but_plain_JSON_is_a_415_that_changes_nothing(string? type, string? coding) => EachAsync(415, (_, body) =>
    {
        var content = new ByteArrayContent(coding == "gzip" ? Gzip(body) : Utf8(body));
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (coding is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        return content;
    });

    [Fact]
    public Task A_body_over_one_MiB_is_a_413_that_changes_nothing() => EachAsync(413, (_, body) => JsonContent(Utf8(body.PadRight(1024 * 1024 + 1))));

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_any_body()
    {
        foreach (var call in Calls())
        {
            var victim = await Victim.CreateAsync(chat.Server);

            var answer = await SendAsync(call, victim, JsonContent([.. Encoding.UTF8.GetPreamble(), .. Utf8(await victim.User.WithOwnSessionAsync(call.Body!))]));

            // 409: read, and refused because of the message's state.
            answer.StatusCode.ShouldBeOneOf(200, 409);
        }
    }

    private async Task EachAsync(int status, Func<MappedCall, string, HttpContent> content)
    {
        var victim = await Victim.CreateAsync(chat.Server);
        foreach (var call in Calls())
        {
            foreach (var example in call.Examples)
            {
                var answer = await SendAsync(call, victim, content(call, example.Trim()));

                answer.StatusCode.ShouldBe(status, $"{call}: {answer.Body}");
                answer.ShouldBeAnError();
                answer.ShouldTellNothing();
            }
        }
        await victim.ShouldBeUnharmedAsync();
    }

    private static Task<ApiAnswer> SendAsync(MappedCall call, Victim victim, HttpContent content) => victim.User.SendAsync(
        call.Method, call.Path(victim.Session, victim.Message), content, request => request.Headers.ExpectContinue = content.Headers.ContentLength > 60_000);

    private List<MappedCall> Calls()
    {
        var calls = MappedCall.AllOf(chat.Server).Where(call => call.Body is not null).ToList();
        calls.Count.ShouldBeGreaterThanOrEqualTo(3);
        return calls;
    }

    private static ByteArrayContent JsonContent(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue(Json) } };

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The example with one more member.</summary>
    private static byte[] Also(string example, string member) => Utf8($"{example[..^1]},{member}}}");

    /// <summary>The example with another value of its first member.</summary>
    private static byte[] FirstValue(string example, string value) =>
        Utf8(example.Replace(FirstMember(example).Value.GetRawText(), value, StringComparison.Ordinal));

    private static JsonProperty FirstMember(string example) => JsonDocument.Parse(example).RootElement.EnumerateObject().First();

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Utf8(text));
        return packed.ToArray();
    }
}
