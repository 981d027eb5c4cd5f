using System.Text;

namespace Features.Tests.Startup;

public sealed partial class KestrelSetupTests
{
    [Theory]
    [InlineData("X-Any", "", 200)]
    [InlineData("User-Agent", "", 200)]
    [InlineData("Origin", "", 200)]
    [InlineData("Idempotency-Key", "", 400)]
    [InlineData("On-Behalf-Of", "", 403)]
    [InlineData("Content-Type", "application/", 415)]
    [InlineData("Authorization", "Bearer ", 401)]
    public async Task Any_bytes_in_a_header_are_answered_by_the_service_itself(string name, string before, int status)
    {
        const string body = """{"title":"A title"}""";
        foreach (var bytes in new[] { "zo\u00eb", "zo\u00c3\u00ab", "\u00ff\u00fe", "\u0080" })
        {
            string[] headers =
            [
                .. name == "Authorization" ? Array.Empty<string>() : [$"Authorization: Bearer {Tokens.For("somebody")}"],
                .. name == "Content-Type" ? Array.Empty<string>() : ["Content-Type: application/json"],
                $"{name}: {before}{bytes}",
            ];
            await using var connection = await RawConnection.OpenAsync(chat.Server.Address);

            await connection.SendAsync(Encoding.Latin1.GetBytes($"POST {ApiClient.Base} HTTP/1.1\r\nHost: chat\r\nContent-Length: {body.Length}\r\n{string.Join("\r\n", headers)}\r\n\r\n{body}"));

            var answer = await connection.ReadAsync();
            answer.ShouldStartWith($"HTTP/1.1 {status} ", Case.Sensitive, bytes);
            answer.ShouldContain($"Content-Type: application/{(status == 200 ? "" : "problem+")}json");
        }
    }
}
