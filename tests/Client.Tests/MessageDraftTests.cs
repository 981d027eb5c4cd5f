using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;

namespace Client.Tests;

/// <summary>Answers that are written while they come.</summary>
public sealed class MessageDraftTests(ChatFixture chat)
{
    private const string Text = "Grüße, 日本語, 😀👩‍👩‍👧, and plain words. ";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_over_connections_that_break_at_random_is_stored_exactly()
    {
        var (name, session, agent) = await BeginAsync();
        await using var proxy = new TcpProxy(chat.Server.Address.Host, chat.Server.Address.Port, (_, count) => Random.Shared.Next(5) == 0 ? Random.Shared.Next(count) : null);
        var broken = ClientSetup.Client(new Uri($"http://127.0.0.1:{proxy.Port}"), Tokens.ForAgent("bot"), name);
        var text = string.Concat(Enumerable.Range(0, 150).Select(place => place + Text));

        long id;
        await using (var draft = await broken.StartMessageAsync(session, AgentType.Primary, cancellationToken: Token))
        {
            id = draft.Message.Id;
            // Between the halves of pairs too.
            for (var i = 0; i < text.Length; i += 3)
            {
                await draft.AppendAsync(text[i..Math.Min(i + 3, text.Length)], Token);
                if (i % 100 == 0)
                    await Task.Delay(Random.Shared.Next(40), Token);
            }
        }

        var stored = await agent.GetMessageAsync(session, id, Token);
        (stored.Status, stored.Content).ShouldBe((MessageStatus.Complete, text));
        (await agent.ListMessagesAsync(session, cancellationToken: Token).CountAsync(Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Small_deltas_are_gathered_and_shown_soon()
    {
        var (_, session, agent) = await BeginAsync();
        await using var draft = await agent.StartMessageAsync(session, AgentType.Primary, cancellationToken: Token);

        await draft.AppendAsync("Wait", Token);
        await Eventually.HoldsAsync("it is stored without a finish", async () => (await agent.GetMessageAsync(session, draft.Message.Id, Token)).Content == "Wait");
        for (var i = 0; i < 500; i++)
            await draft.AppendAsync("x", Token);
        var finished = await draft.FinishAsync(new JsonObject { ["tokens"] = 7 }, Token);

        (finished.Content.Length, finished.Metadata["tokens"]!.GetValue<int>()).ShouldBe((504, 7));
        draft.Length.ShouldBe(504);
        await Should.ThrowAsync<ObjectDisposedException>(async () => await draft.AppendAsync("late", Token));
    }

    [Fact]
    public async Task A_text_that_fails_gives_the_message_up_with_what_there_is()
    {
        var (_, session, agent) = await BeginAsync();
        long id = 0;

        var thrown = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using var draft = await agent.StartMessageAsync(session, AgentType.Primary, cancellationToken: Token);
            id = draft.Message.Id;
            await draft.AppendAsync(FailingAsync(), Token);
        });
        var written = await Should.ThrowAsync<InvalidOperationException>(() => agent.WriteMessageAsync(session, AgentType.Primary, async draft =>
        {
            await draft.AppendAsync("Also", Token);
            throw new InvalidOperationException("the model");
        }, cancellationToken: Token));

        (thrown.Message, written.Message).ShouldBe(("the model", "the model"));
        (await agent.ListMessagesAsync(session, cancellationToken: Token).Select(message => (message.Status, message.Content)).ToListAsync(Token))
            .ShouldBe([(MessageStatus.Interrupted, "So far"), (MessageStatus.Interrupted, "Also")]);
    }

    [Fact]
    public async Task A_cancelled_text_gives_the_message_up()
    {
        var (_, session, agent) = await BeginAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await using var draft = await agent.StartMessageAsync(session, AgentType.Primary, cancellationToken: Token);
            await draft.AppendAsync("So far", Token);
            await stop.CancelAsync();
            await draft.AppendAsync(FailingAsync(), stop.Token);
        });

        (await agent.ListMessagesAsync(session, cancellationToken: Token).SingleAsync(Token)).ShouldSatisfyAllConditions(
            message => message.Status.ShouldBe(MessageStatus.Interrupted), message => message.Content.ShouldBe("So far"));
    }

    [Fact]
    public async Task One_of_two_that_begin_under_a_key_writes()
    {
        var (_, session, agent) = await BeginAsync();

        await using var draft = await agent.StartMessageAsync(session, AgentType.Primary, new JsonObject { ["by"] = 1 }, "answer-1", cancellationToken: Token);
        var error = await Should.ThrowAsync<ChatException>(() => agent.StartMessageAsync(session, AgentType.Primary, new JsonObject { ["by"] = 2 }, "answer-1", cancellationToken: Token));

        error.Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Another_process_goes_on_at_the_end_of_the_text()
    {
        var (_, session, agent) = await BeginAsync();
        var left = await agent.PostMessageAsync(session, new NewMessage("", MessageType.Assistant, AgentType.Primary, Status: MessageStatus.Streaming), cancellationToken: Token);
        await agent.AppendMessageAsync(session, left.Id, new Append("😀 so far", 0), cancellationToken: Token);

        await using (var draft = await agent.ResumeMessageAsync(session, left.Id, cancellationToken: Token))
        {
            draft.Length.ShouldBe(8);
            await draft.AppendAsync(", and on", Token);
        }

        (await agent.GetMessageAsync(session, left.Id, Token)).Content.ShouldBe("😀 so far, and on");
    }

    [Fact]
    public async Task A_text_that_the_service_refuses_is_an_error_and_what_it_refuses_in_a_text_is_replaced()
    {
        var (_, session, agent) = await BeginAsync();
        await using (var odd = await agent.StartMessageAsync(session, AgentType.Primary, cancellationToken: Token))
            await odd.AppendAsync("a\0b\ud83dc\udc00d\ud83d", Token);
        (await agent.ListMessagesAsync(session, cancellationToken: Token).SingleAsync(Token)).Content.ShouldBe("a\ufffdb\ufffdc\ufffdd\ufffd");

        var error = await Should.ThrowAsync<ChatException>(async () =>
        {
            await using var draft = await agent.StartMessageAsync(session, AgentType.Primary, cancellationToken: Token);
            await draft.AppendAsync(new string('x', 10_001), Token);
        });

        error.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await agent.ListMessagesAsync(session, cancellationToken: Token).LastAsync(Token)).Status.ShouldBe(MessageStatus.Interrupted);
    }

    [Fact]
    public async Task A_host_that_is_away_for_a_while_costs_nothing()
    {
        var database = await chat.Postgres.NewDatabaseAsync();
        var first = await ChatServer.StartAsync(database);
        var port = first.Address.Port;
        var session = (await first.ClientOf("ada").CreateSessionAsync(new NewSession("Killed"), cancellationToken: Token)).Id;
        var draft = await first.AgentOf("ada").StartMessageAsync(session, AgentType.Primary, cancellationToken: Token);
        await draft.AppendAsync("Before", Token);
        await first.StopAsync();
        await first.DisposeAsync();
        await draft.AppendAsync(", during", Token);
        await Task.Delay(1_500, Token);
        await using var second = await ChatServer.StartAsync(
            database, new Dictionary<string, string?>(StringComparer.Ordinal), builder => builder.WebHost.UseUrls($"http://127.0.0.1:{port}"));
        await draft.AppendAsync(", after", Token);

        await draft.DisposeAsync();

        (await second.ClientOf("ada").ListMessagesAsync(session, cancellationToken: Token).SingleAsync(Token)).ShouldSatisfyAllConditions(
            message => message.Content.ShouldBe("Before, during, after"), message => message.Status.ShouldBe(MessageStatus.Complete));
    }

    [Fact]
    public async Task Halves_of_pairs_stay_together_however_long_one_waits_for_the_other()
    {
        var (_, session, agent) = await BeginAsync();
        await using var draft = await agent.StartMessageAsync(session, AgentType.Primary, cancellationToken: Token);
        foreach (var pause in Enumerable.Range(0, 40))
        {
            await draft.AppendAsync("\ud83d", Token);
            await Task.Delay(35 + pause, Token);
            await draft.AppendAsync("\ude00", Token);
        }

        (await draft.FinishAsync(cancellationToken: Token)).Content.ShouldBe(string.Concat(Enumerable.Repeat("😀", 40)));
    }

    private static async IAsyncEnumerable<string> FailingAsync()
    {
        yield return "So far";
        await Task.Yield();
        throw new InvalidOperationException("the model");
    }

    private async Task<(string Name, long Session, IChatApi Agent)> BeginAsync()
    {
        var name = ChatServer.NewUser();
        var session = await chat.Server.ClientOf(name).CreateSessionAsync(new NewSession("A draft"), cancellationToken: Token);
        return (name, session.Id, chat.Server.AgentOf(name));
    }
}
