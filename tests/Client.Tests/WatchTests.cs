using System.Text;

namespace Client.Tests;

/// <summary>Events, over connections that break.</summary>
public sealed class WatchTests(ChatFixture chat)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_come_in_order_and_once_over_connections_that_break_at_random()
    {
        var name = ChatServer.NewUser();
        var (direct, agent) = (chat.Server.ClientOf(name), chat.Server.AgentOf(name));
        var session = await direct.CreateSessionAsync(new NewSession("Live"), cancellationToken: Token);
        await using var proxy = new TcpProxy(chat.Server.Address.Host, chat.Server.Address.Port, (isAnswer, count) => isAnswer && Random.Shared.Next(12) == 0 ? Random.Shared.Next(count) : null);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var watched = new TaskCompletionSource();
        var events = new List<ChatEvent>();
        var reading = Task.Run(async () =>
        {
            var api = ClientSetup.Client(new Uri($"http://127.0.0.1:{proxy.Port}"), Tokens.For(name));
            await foreach (var e in api.WatchAsync(cancellationToken: end.Token))
            {
                events.Add(e);
                watched.TrySetResult();
                if (e is MessageEvent { Message.Content: "The end" })
                    break;
            }
        }, Token);
        await watched.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);

        var text = string.Concat(Enumerable.Range(0, 400).Select(word => $"w{word}😀 "));
        await using (var draft = await agent.StartMessageAsync(session.Id, AgentType.Primary, cancellationToken: Token))
        {
            for (var i = 0; i < text.Length; i += 7)
            {
                await draft.AppendAsync(text[i..Math.Min(i + 7, text.Length)], Token);
                await Task.Delay(Random.Shared.Next(8), Token);
                if (i % 350 == 0)
                    await direct.PostMessageAsync(session.Id, new NewMessage($"At {i}"), cancellationToken: Token);
            }
        }
        await direct.PostMessageAsync(session.Id, new NewMessage("The end"), cancellationToken: Token);
        await reading.WaitAsync(TimeSpan.FromSeconds(60), Token);

        var ids = events.Where(e => e.Id is not null).Select(e => e.Id!.Value).ToList();
        ids.ShouldBe(Enumerable.Range(0, ids.Count).Select(place => ids[0] + place));
        var answer = events.OfType<MessageEvent>().Single(e => e.Type == EventTypes.MessageFinished).Message;
        answer.Content.ShouldBe(text);
        string.Concat(events.OfType<MessageDelta>().Where(delta => delta.MessageId == answer.Id).Select(delta => delta.Delta)).ShouldBeOneOf([text, .. Beginnings(text)]);
        events.OfType<Reset>().Single().ShouldBe(events[0]);
    }

    [Fact]
    public async Task Nothing_is_missed_between_the_first_connection_and_the_first_event()
    {
        var name = ChatServer.NewUser();
        var direct = chat.Server.ClientOf(name);
        await direct.CreateSessionAsync(new NewSession("Before"), cancellationToken: Token);
        await using var proxy = new TcpProxy(chat.Server.Address.Host, chat.Server.Address.Port);
        await using var events = ClientSetup.Client(new Uri($"http://127.0.0.1:{proxy.Port}"), Tokens.For(name)).WatchAsync(cancellationToken: Token).GetAsyncEnumerator(Token);
        (await events.MoveNextAsync()).ShouldBeTrue();
        events.Current.ShouldBeOfType<Reset>();
        var first = events.MoveNextAsync().AsTask();
        proxy.IsMute = true;
        proxy.CutAll();
        var missed = await direct.CreateSessionAsync(new NewSession("Missed"), cancellationToken: Token);
        await Task.Delay(300, Token);
        proxy.IsMute = false;

        // Also a connection that was made while the proxy was mute.
        await Eventually.HoldsAsync("the event is told", async () =>
        {
            proxy.CutAll();
            return await Task.WhenAny(first, Task.Delay(1_000, Token)) == first;
        });

        events.Current.ShouldBeOfType<SessionEvent>().Session.Id.ShouldBe(missed.Id);
    }

    [Fact]
    public async Task An_erased_user_is_told_as_reset_and_an_erased_session_ends_its_events()
    {
        var name = ChatServer.NewUser();
        var direct = chat.Server.ClientOf(name);
        var session = await direct.CreateSessionAsync(new NewSession("Gone"), cancellationToken: Token);
        await using var ofSession = direct.WatchAsync(session.Id, after: 0, cancellationToken: Token).GetAsyncEnumerator(Token);
        (await ofSession.MoveNextAsync()).ShouldBeTrue();
        await direct.DeleteSessionAsync(session.Id, permanent: true, cancellationToken: Token);

        while (ofSession.Current is not SessionErased)
            (await ofSession.MoveNextAsync()).ShouldBeTrue();
        (await ofSession.MoveNextAsync()).ShouldBeFalse();

        await using var events = direct.WatchAsync(after: 0, cancellationToken: Token).GetAsyncEnumerator(Token);
        await events.MoveNextAsync();
        await direct.EraseUserAsync(Token);
        while (events.Current is not Reset)
            (await events.MoveNextAsync()).ShouldBeTrue();
        var anew = await direct.CreateSessionAsync(new NewSession("Anew"), cancellationToken: Token);
        while (events.Current is not SessionEvent { Session.Title: "Anew" })
            (await events.MoveNextAsync()).ShouldBeTrue();
        ((SessionEvent)events.Current).Session.Id.ShouldBe(anew.Id);
    }

    [Fact]
    public async Task A_session_that_is_not_there_is_a_404() =>
        ((int)(await Should.ThrowAsync<ChatException>(async () => await chat.Server.ClientOf("ada").WatchAsync(999_999_999, after: 0, cancellationToken: Token).FirstAsync(Token))).Status!).ShouldBe(404);

    // The finish may come before the last deltas: it has the whole text.
    private static IEnumerable<string> Beginnings(string text)
    {
        var beginning = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            beginning.Append(rune);
            yield return beginning.ToString();
        }
    }
}
