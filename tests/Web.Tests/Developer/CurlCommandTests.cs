using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chat.Web.Developer;
using Web.Tests.Browsing;

namespace Web.Tests.Developer;

/// <summary>The command is run, by bash and curl, against the service.</summary>
public sealed class CurlCommandTests(WebFixture web)
{
    private const string Key = "it's \"a\" $key `id`", Body = """{"title":"A"}""";

    private static readonly (string Name, string Value)[] Headers = [("Content-Type", "application/json"), ("Idempotency-Key", Key)];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Bodies => new(
    [
        "it's \"quoted\" 'twice''",
        "two\nlines\r\n\ttab",
        "$HOME $(touch /tmp/hacked) `id` ${x:-y} !! \\ \\' \\\n",
        "'; touch hacked; echo '",
        "@/etc/passwd",
        "مرحبا שלום 😀 \u202E \u2028",
        .. HostileTexts.Attacks.Where(text => text.Contains('\'', StringComparison.Ordinal)),
    ]);

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_call_does_the_same_again(string content)
    {
        var user = ChatServer.NewUser();
        var session = (await web.Api(user).CreateAsync()).Id;
        var address = new Uri(web.Address, $"api/v1/chat-sessions/{session}/messages?x=[1-3]&y='a'");

        foreach (var body in new[] { JsonSerializer.Serialize(new { content }), $"{{\n  \"content\": {JsonSerializer.Serialize(content, Readable)}\n}}" })
        {
            var command = CurlCommand.Of("POST", address, [("Content-Type", "application/json")], body);
            using var answer = JsonDocument.Parse(await RunAsync(command, user));
            Assert.Equal(content, answer.RootElement.GetProperty("content").GetString());
        }
    }

    [Fact]
    public async Task Headers_are_sent_as_they_were()
    {
        var user = ChatServer.NewUser();
        var sent = await web.Api(user).SendAsync(HttpMethod.Post, ApiClient.Base, new StringContent(Body, Encoding.UTF8, "application/json"), request =>
            request.Headers.TryAddWithoutValidation("Idempotency-Key", Key));

        using var answer = JsonDocument.Parse(await RunAsync(CurlCommand.Of("POST", new Uri(web.Address, ApiClient.Base), Headers, Body), user));

        // The key is the same: no other session.
        Assert.Equal(sent.Id, answer.RootElement.GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task The_method_is_that_of_the_call()
    {
        var user = ChatServer.NewUser();
        var session = (await web.Api(user).CreateAsync("Old")).Id;
        var address = new Uri(web.Address, $"api/v1/chat-sessions/{session}");

        await RunAsync(CurlCommand.Of("PUT", address, [("Content-Type", "application/json")], """{"title":"New"}"""), user);
        Assert.Equal("New", (await web.Api(user).GetAsync(address.AbsolutePath))["title"].GetString());
        await RunAsync(CurlCommand.Of("DELETE", new Uri(address + "?permanent=true"), [], null), user);
        Assert.Equal(404, (await web.Api(user).GetAsync(address.AbsolutePath)).StatusCode);
    }

    [Fact]
    public async Task A_read_needs_the_token_only()
    {
        var user = ChatServer.NewUser();
        await web.Api(user).CreateAsync("Mine");
        var command = CurlCommand.Of("GET", new Uri(web.Address, "api/v1/chat-sessions"), [], null);

        Assert.Equal($"curl --globoff -sS '{web.Address}api/v1/chat-sessions' \\\n  -H \"Authorization: Bearer $TOKEN\"", command);
        Assert.Contains("Mine", await RunAsync(command, user), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string command, string user)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["TOKEN"] = Tokens.For(user);
        using var bash = Process.Start(start)!;
        var output = await bash.StandardOutput.ReadToEndAsync(Token);
        await bash.WaitForExitAsync(Token);
        return output;
    }
}
