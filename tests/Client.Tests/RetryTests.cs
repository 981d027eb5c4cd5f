namespace Client.Tests;

/// <summary>Calls that are tried again, over connections that break.</summary>
public sealed class RetryTests(ChatFixture chat)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Posts_over_connections_that_break_at_random_are_stored_once_each()
    {
        var name = ChatServer.NewUser();
        var session = await chat.Server.ClientOf(name).CreateSessionAsync(new NewSession("Broken"), cancellationToken: Token);
        await using var proxy = new TcpProxy(chat.Server.Address.Host, chat.Server.Address.Port, (_, count) => Random.Shared.Next(6) == 0 ? Random.Shared.Next(count) : null);
        var api = ClientSetup.Client(new Uri($"http://127.0.0.1:{proxy.Port}"), Tokens.For(name), configure: options => options.Retries = 50);

        await Parallel.ForAsync(0, 120, new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = Token }, async (place, token) =>
            (await api.PostMessageAsync(session.Id, new NewMessage($"{place}"), cancellationToken: token)).Content.ShouldBe($"{place}"));

        var stored = await chat.Server.ClientOf(name).ListMessagesAsync(session.Id, cancellationToken: Token).Select(message => message.Content).ToListAsync(Token);
        stored.ShouldBe(Enumerable.Range(0, 120).Select(place => $"{place}"), ignoreOrder: true);
    }

    [Fact]
    public async Task Too_many_calls_wait_as_long_as_the_service_asks()
    {
        await using var server = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_RATE_LIMIT"] = "4" });
        var api = server.ClientOf("ada");

        await Parallel.ForAsync(0, 20, Token, async (_, token) => await api.GetStatisticsAsync(token));

        var impatient = ClientSetup.Client(server.Address, Tokens.For("ada"), configure: options => options.Retries = 0);
        var error = await Should.ThrowAsync<ChatException>(() => Parallel.ForAsync(0, 20, Token, async (_, token) => await impatient.GetStatisticsAsync(token)));
        ((int)error.Status!, error.IsTransient).ShouldBe((429, true));
        error.RetryAfter.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Calls_that_would_do_something_twice_are_not_tried_again()
    {
        var name = ChatServer.NewUser();
        var session = await chat.Server.ClientOf(name).CreateSessionAsync(new NewSession("Once"), cancellationToken: Token);
        var parts = 0; // Of requests: headers and body may arrive apart.
        await using var proxy = new TcpProxy(chat.Server.Address.Host, chat.Server.Address.Port, (isAnswer, _) =>
        {
            if (isAnswer)
                return 0;
            Interlocked.Increment(ref parts);
            return null;
        });
        var api = ClientSetup.Client(new Uri($"http://127.0.0.1:{proxy.Port}"), Tokens.For(name));
        var tag = await chat.Server.ClientOf(name).GetSessionTagAsync(session.Id, Token);

        await Should.ThrowAsync<ChatException>(() => api.UpdateSessionAsync(session.Id, new SessionChange("Renamed"), tag, Token));

        (await chat.Server.ClientOf(name).GetSessionAsync(session.Id, cancellationToken: Token)).Title.ShouldBe("Renamed");
        parts.ShouldBeInRange(1, 2);
        var file = new MemoryStream("{}"u8.ToArray());
        await Should.ThrowAsync<ChatException>(async () => await api.ImportAsync(file, cancellationToken: Token).ToListAsync(Token));
        parts.ShouldBeLessThan(6);
    }
}
