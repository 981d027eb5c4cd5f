using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Startup;

public sealed partial class KestrelSetupTests(ChatFixture chat)
{
    private const string Live = "GET /health/live HTTP/1.1";

    [Theory]
    [InlineData("POST", ApiClient.Base)]
    [InlineData("PUT", ApiClient.Base + "/1")]
    [InlineData("POST", ApiClient.Base + "/1/messages")]
    public async Task A_body_that_comes_too_slowly_is_cut_off_with_a_408(string method, string path)
    {
        await using var server = await StartAsync(("CHAT_DATA_RATE_GRACE_SECONDS", "2"));
        await using var connection = await RawConnection.OpenAsync(server.Address);

        await connection.SendLinesAsync(
            $"{method} {path} HTTP/1.1", "Host: chat", $"Authorization: Bearer {Tokens.For("slow")}", "Content-Type: application/json", "Content-Length: 10000", "", """{"title":""");

        var answer = await connection.ReadAsync();
        answer.ShouldStartWith("HTTP/1.1 408 ");
        answer.ShouldContain("Content-Type: application/problem+json");
        answer.ShouldContain("The request did not arrive in time");
        await connection.EndsAsync();
    }

    [Fact]
    public async Task Headers_that_come_too_slowly_are_cut_off_with_a_408()
    {
        await using var server = await StartAsync(("CHAT_HEADERS_TIMEOUT_SECONDS", "1"));
        await using var connection = await RawConnection.OpenAsync(server.Address);

        await connection.SendLinesAsync(Live, "Host: chat", "X-Slow: 1");

        (await connection.ReadAsync()).ShouldStartWith("HTTP/1.1 408 ");
        await connection.EndsAsync();
    }

    [Theory]
    [InlineData(8_000, 200)]
    [InlineData(8_192, 414)]
    [InlineData(100_000, 414)]
    public async Task An_address_over_8_KiB_is_a_414(int length, int status) =>
        await AnswersAsync(status, $"GET /health/live?x={new string('x', length)} HTTP/1.1", "Host: chat", "");

    [Theory]
    [InlineData(15_000, 200)]
    [InlineData(17_000, 431)]
    [InlineData(200_000, 431)]
    public async Task Headers_over_16_KiB_are_a_431(int length, int status) => await AnswersAsync(status, Live, "Host: chat", $"X-Long: {new string('x', length)}", "");

    [Theory]
    [InlineData(60, 200)]
    [InlineData(64, 431)]
    public async Task More_than_64_headers_are_a_431(int count, int status) =>
        await AnswersAsync(status, [Live, "Host: chat", .. Enumerable.Range(0, count).Select(i => $"X-{i}: 1"), ""]);

    [Fact]
    public async Task Nothing_is_upgraded() => await AnswersAsync(200, Live, "Host: chat", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "");

    [Fact]
    public async Task A_connection_over_the_limit_is_closed_and_one_that_ends_makes_room()
    {
        await using var server = await StartAsync(("CHAT_MAX_CONNECTIONS", "2"));
        await using var first = await RawConnection.OpenAsync(server.Address);
        (await LiveAsync(first)).ShouldStartWith("HTTP/1.1 200 ");
        await using (var second = await RawConnection.OpenAsync(server.Address))
        {
            (await LiveAsync(second)).ShouldStartWith("HTTP/1.1 200 ");

            await using var third = await RawConnection.OpenAsync(server.Address);
            (await LiveAsync(third)).ShouldBeEmpty();
            (await LiveAsync(first)).ShouldStartWith("HTTP/1.1 200 ", Case.Sensitive, "those that are open are served");
        }

        await Eventually.HoldsAsync("there is room for another", async () => (await NextAsync(server)).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_address_has_a_limit_of_its_own_so_that_health_stays_reachable_there()
    {
        await using var server = await ChatServer.StartAsync(
            chat.ConnectionString, new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_MAX_CONNECTIONS"] = "1" },
            builder => builder.WebHost.UseUrls("http://127.0.0.1:0", "http://127.0.0.1:0"));
        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToList();
        await using var first = await RawConnection.OpenAsync(addresses[0]);
        (await LiveAsync(first)).ShouldStartWith("HTTP/1.1 200 ");
        await using var refused = await RawConnection.OpenAsync(addresses[0]);
        (await LiveAsync(refused)).ShouldBeEmpty();

        await using var health = await RawConnection.OpenAsync(addresses[1]);

        (await LiveAsync(health)).ShouldStartWith("HTTP/1.1 200 ");
    }

    [Fact]
    public async Task Who_does_not_read_an_answer_is_cut_off_and_makes_room()
    {
        // The time for a response is its length at this rate plus two seconds.
        await using var server = await StartAsync(("CHAT_MIN_DATA_RATE", "1000000"), ("CHAT_DATA_RATE_GRACE_SECONDS", "2"), ("CHAT_MAX_CONNECTIONS", "1"));
        var name = ChatServer.NewUser();
        var session = (await chat.Server.User(name).CreateAsync()).Id;
        var content = Calls.Repeat("👋", 10_000); // 200 of them are more than any socket buffers.
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => chat.Server.User(name).SayAsync(session, content)));
        await using var connection = await RawConnection.OpenAsync(server.Address);

        await connection.SendLinesAsync($"GET {Calls.Messages(session)}?page_size=200 HTTP/1.1", "Host: chat", $"Authorization: Bearer {Tokens.For(name)}", "");

        (await NextAsync(server)).ShouldBeEmpty();
        await Eventually.HoldsAsync("there is room for another", async () => (await NextAsync(server)).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal));
    }

    private static async Task<string> NextAsync(ChatServer server)
    {
        await using var next = await RawConnection.OpenAsync(server.Address);
        return await LiveAsync(next);
    }

    private static async Task<string> LiveAsync(RawConnection connection)
    {
        await connection.SendLinesAsync(Live, "Host: chat", "");
        return await connection.ReadAsync();
    }

    private async Task AnswersAsync(int status, params string[] lines)
    {
        await using var connection = await RawConnection.OpenAsync(chat.Server.Address);
        await connection.SendLinesAsync(lines);
        var answer = await connection.ReadAsync();
        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        answer.ShouldNotContain("Server:");
    }

    private Task<ChatServer> StartAsync(params (string Name, string? Value)[] settings) =>
        ChatServer.StartAsync(chat.ConnectionString, settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal));
}
