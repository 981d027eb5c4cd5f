using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace Features.Tests.Transfer;

public sealed partial class ImportSessionsTests
{
    private const string End = """{"end":true}""";

    private static readonly string Good = Transfers.Session(1, 1, "Good"), Hello = Transfers.Message("Hello");

    public static TheoryData<string, string> WrongLines => new()
    {
        { "nonsense", "body is not valid JSON" },
        { "[]", "body must be a JSON object" },
        { "{}", "the line must hold a session, a message, a revision or the end" },
        { """{"session":{"title":"A","created_at":"2026-01-01T00:00:00Z"}}""", "id must be given" },
        { """{"session":{"id":2,"title":"A"}}""", "created_at must be given" },
        { Transfers.Session(2, more: ",\"metadata\":[]"), "metadata must be an object" },
        { """{"session":{"id":2,"title":"A","created_at":"9999-12-31T23:59:59.999999Z"}}""", "created_at must be from 1970 to 8999" },
        { Transfers.Session(2, more: ",\"agent_type\":\"router\""), "twice" },
        { Transfers.Message(new string('x', 10_001)), "content must have at most 10000 characters" },
        { Transfers.Message("a\\u0000b"), "U+0000" },
        { Transfers.Message("\\ud800"), "half of a surrogate pair" },
        { Transfers.Message("Hello", "2026"), "must be a time of RFC 3339" },
        { Transfers.Message("Hello", more: ",\"message_type\":\"assistant\""), "twice" },
        { """{"message":{"content":"Hello","message_type":"assistant","created_at":"2026-01-01T00:00:00Z"}}""", "agent_type must be given for an assistant message" },
        { """{"message":{"message_type":"user","created_at":"2026-01-01T00:00:00Z","content":null}}""", "content must be given" },
        { """{"message":{"content":"Hello","created_at":"2026-01-01T00:00:00Z","metadata":NESTED}}""".Replace("NESTED", Nested(33), StringComparison.Ordinal), "levels" },
        { """{"message":{"content":"Hello","created_at":"2026-01-01T00:00:00Z","metadata":NESTED}}""".Replace("NESTED", Nested(10_000), StringComparison.Ordinal), "body is not valid JSON" },
        { """{"revision":{"content":"Hello","created_at":"2026-01-01T00:00:00Z","revision":1}}""", "revision must be behind" },
        { Transfers.Message("Hello", more: $",\"feedback\":{{\"rating\":\"up\",\"comment\":\"{new string('x', 2_001)}\",\"updated_at\":\"2026-01-01T00:00:00Z\"}}"), "comment must have 1 to 2000 characters" },
        { Transfers.Message(new string('x', 1_100_000)), "A line must have at most 1048576 bytes" },
    };

    [Theory]
    [MemberData(nameof(WrongLines))]
    public async Task A_wrong_line_is_named_and_stops_the_import_and_what_was_stored_before_stays(string line, string because)
    {
        var user = chat.NewUser();

        var answer = await user.ImportAsync(Transfers.File(Transfers.Header(), Good, Hello, Transfers.Session(3), Hello, line, End));

        var last = answer.LastLine();
        last.GetProperty("error").GetProperty("line").GetInt64().ShouldBe(6);
        last.GetProperty("error").GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(because);
        last.TryGetProperty("end", out _).ShouldBeFalse();
        // Only a session line ends the one before it.
        var isSession = line.Contains("\"session\"", StringComparison.Ordinal) && because.StartsWith("metadata", StringComparison.Ordinal) || because.Contains("1970", StringComparison.Ordinal);
        last.ShouldCount(isSession ? 2 : 1, isSession ? 2 : 1, 0);
        (await UserView.ReadAsync(user)).ShouldAgree();
    }

    [Theory]
    [InlineData("", "body is not valid JSON")]
    [InlineData("{}", "format must be given")]
    [InlineData("""{"format":"other","version":1,"user_id":"ada","exported_at":"2026-01-01T00:00:00Z"}""", "format must be chat-export")]
    [InlineData("""{"format":"chat-export","version":2,"user_id":"ada","exported_at":"2026-01-01T00:00:00Z"}""", "version must be from 1 to 1")]
    [InlineData("HEADER\n{\"message\":{}}", "line 2: a message must follow its session")]
    [InlineData("HEADER\nSESSION\nHELLO\nHELLO\n{\"end\":true}", "line 5: the session before must have 1 messages, and has 2")]
    [InlineData("HEADER\n\n\n{", "line 4: body is not valid JSON")]
    [InlineData("HEADER\n{\"end\":true}\n{}", "line 3: nothing may follow the end")]
    public async Task Before_anything_is_stored_it_is_a_400(string file, string because)
    {
        var user = chat.NewUser();

        var answer = await user.ImportAsync(file
            .Replace("HEADER", Transfers.Header(), StringComparison.Ordinal).Replace("SESSION", Good, StringComparison.Ordinal).Replace("HELLO", Hello, StringComparison.Ordinal));

        answer.StatusCode.ShouldBe(400, answer.Body);
        answer["detail"].GetString().ShouldNotBeNull().ShouldContain(because);
        answer.ShouldBeAnError();
        (await user.SessionsAsync())["total_count"].GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task The_header_may_have_several_lines()
    {
        var user = chat.NewUser();
        var header = Transfers.Header().Replace(",", ",\n  ", StringComparison.Ordinal);

        (await user.ImportedAsync(Transfers.File(header, Good, Hello, End))).ShouldCount(1, 1, 0);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_a_413_and_its_compressed_bytes_do_not_count()
    {
        await using var server = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_IMPORT_MAX_MB"] = "2" }, chat.ConnectionString);
        var user = server.User();
        var bomb = Transfers.Header() + "\n" + Calls.Repeat(new string(' ', 1_000) + "\n", 3_000);

        var plain = await user.SendAsync(HttpMethod.Post, Transfers.Import, Content(Encoding.UTF8.GetBytes(bomb), Transfers.Lines), request => request.Headers.ExpectContinue = true);
        var packed = await user.SendAsync(HttpMethod.Post, Transfers.Import, Content(Gzip(bomb), "application/gzip"));

        plain.ShouldBeProblem(413, plain["title"].GetString()!, "An import must have at most 2 MiB");
        packed.ShouldBeProblem(413, packed["title"].GetString()!, "An import must have at most 2 MiB");
    }

    [Fact]
    public async Task A_gzip_file_is_read_and_a_broken_one_is_a_400()
    {
        var file = Transfers.File(Transfers.Header(), Good, Hello, End);
        var user = chat.NewUser();

        var answer = await user.SendAsync(HttpMethod.Post, Transfers.Import, Content(Gzip(file), "application/gzip"));
        var broken = await user.SendAsync(HttpMethod.Post, Transfers.Import, Content(Encoding.UTF8.GetBytes(file), "application/gzip"));

        answer.LastLine().ShouldCount(1, 1, 0);
        broken.ShouldBeInvalid("body", "line 2: the file can't be decompressed");
        (await user.ImportAsync(file, mediaType: "text/plain")).StatusCode.ShouldBe(415);
    }

    private static ByteArrayContent Content(byte[] bytes, string type) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private static string Nested(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
