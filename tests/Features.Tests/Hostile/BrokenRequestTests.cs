using System.Text;

namespace Features.Tests.Hostile;

/// <summary>Broken HTTP, sent over a raw connection to every endpoint with a body.</summary>
public sealed class BrokenRequestTests(ChatFixture chat)
{
    private const string Chunked = "Transfer-Encoding: chunked";

    /// <summary>Further headers, an empty line, and the body; <c>LENGTH</c> and <c>BODY</c> are those of a valid call.</summary>
    private static readonly Dictionary<string, string> Broken = new(StringComparer.Ordinal)
    {
        ["a chunk size that is no number"] = $"{Chunked}\r\n\r\nzz\r\nBODY\r\n0\r\n\r\n",
        ["a chunk size below zero"] = $"{Chunked}\r\n\r\n-5\r\nBODY\r\n0\r\n\r\n",
        ["a chunk size over 64 bits"] = $"{Chunked}\r\n\r\nFFFFFFFFFFFFFFFFF\r\nBODY\r\n0\r\n\r\n",
        ["a chunk longer than its size"] = $"{Chunked}\r\n\r\n1\r\nBODY\r\n0\r\n\r\n",
        ["a chunk without its end"] = $"{Chunked}\r\n\r\n5\r\n12345zz\r\n0\r\n\r\n",
        ["chunks that never were"] = $"{Chunked}\r\n\r\nBODY",
        ["chunks and a length"] = $"Content-Length: LENGTH\r\n{Chunked}\r\n\r\n0\r\n\r\nBODY",
        ["chunks twice"] = $"{Chunked}, chunked\r\n\r\n0\r\n\r\n",
        ["chunks in a wrong coding"] = "Transfer-Encoding: gzip\r\n\r\nBODY",
        ["chunks, and then a coding"] = $"{Chunked}, gzip\r\n\r\n0\r\n\r\n",
        ["a length below zero"] = "Content-Length: -1\r\n\r\nBODY",
        ["a length with a sign"] = "Content-Length: +LENGTH\r\n\r\nBODY",
        ["a length in hex"] = "Content-Length: 0x10\r\n\r\nBODY",
        ["a length over 64 bits"] = "Content-Length: 99999999999999999999\r\n\r\nBODY",
        ["a length of nothing"] = "Content-Length: \r\n\r\nBODY",
        ["two lengths"] = "Content-Length: LENGTH\r\nContent-Length: 5\r\n\r\nBODY",
        ["two lengths in one"] = "Content-Length: LENGTH, LENGTH\r\n\r\nBODY",
        ["a header without a colon"] = "Nonsense\r\nContent-Length: LENGTH\r\n\r\nBODY",
        ["a header without a name"] = ": nonsense\r\nContent-Length: LENGTH\r\n\r\nBODY",
        ["a header with a space before its colon"] = "Content-Length : LENGTH\r\n\r\nBODY",
        ["a header that goes on in the next line"] = "X-Long: a\r\n b\r\nContent-Length: LENGTH\r\n\r\nBODY",
        ["U+0000 in a header"] = "X-Null: a\0b\r\nContent-Length: LENGTH\r\n\r\nBODY",
        ["a second host"] = "Host: other\r\nContent-Length: LENGTH\r\n\r\nBODY",
        ["half a body, and then the end"] = "Content-Length: 5000\r\n\r\nBODY",
        ["half the headers, and then the end"] = "Content-Le",
    };

    private static readonly string[] NoRequests =
    [
        "\r\n\r\n\r\n\r\n", "GET\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/9.9\r\nHost: chat\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "GET nowhere HTTP/1.1\r\nHost: chat\r\n\r\n",
        "G\0T / HTTP/1.1\r\nHost: chat\r\n\r\n", "GET /\0 HTTP/1.1\r\nHost: chat\r\n\r\n", "\u0016\u0003\u0001\u0002", "HELO chat\r\n", "<xml/>\r\n\r\n",
    ];

    public static TheoryData<string> BrokenCalls => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(BrokenCalls))]
    public async Task A_call_that_is_broken_is_a_400_at_most_and_changes_nothing(string what)
    {
        var victim = await Victim.CreateAsync(chat.Server);

        foreach (var call in MappedCall.AllOf(chat.Server).Where(call => call.Body is not null))
        {
            foreach (var another in new[] { "X-Another: 1", "Idempotency-Key: 1" }) // With a key the body is read elsewhere.
            {
                await using var connection = await RawConnection.OpenAsync(chat.Server.Address);
                await connection.SendLinesAsync(
                    $"{call.Method} {call.Path(victim.Session, victim.Message)} HTTP/1.1", "Host: chat", $"Authorization: Bearer {victim.Token}", "Content-Type: application/json", another);
                await connection.SendAsync(Broken[what]
                    .Replace("LENGTH", $"{Encoding.UTF8.GetByteCount(call.Body!)}", StringComparison.Ordinal).Replace("BODY", call.Body, StringComparison.Ordinal));
                connection.EndSending();

                ShouldBeRefused(await connection.ReadAsync(), "400", call.ToString());
                await connection.EndsAsync();
            }
        }
        await victim.ShouldBeUnharmedAsync();
    }

    [Fact]
    public async Task What_is_no_request_is_a_400_at_most()
    {
        foreach (var text in NoRequests)
        {
            await using var connection = await RawConnection.OpenAsync(chat.Server.Address);
            await connection.SendAsync(text);
            connection.EndSending();

            ShouldBeRefused(await connection.ReadAsync(), "(400|405|505)", text);
            await connection.EndsAsync();
        }
        (await chat.Server.WithToken(null).GetAsync("/health/ready")).Ok();
    }

    /// <summary>The status; empty when the server has closed the connection.</summary>
    private static void ShouldBeRefused(string answer, string status, string what)
    {
        if (answer.Length == 0)
            return;
        answer.ShouldMatch($"^HTTP/1.1 {status} ", what);
        answer.ShouldNotContain("Server:");
        answer.ShouldNotContain("Exception");
    }
}
