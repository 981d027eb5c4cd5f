using Chat.Web.Conversation;
using Microsoft.AspNetCore.Components;
using Web.Tests.Browsing;

namespace Web.Tests.Conversation;

/// <summary>What happens while a part of a session is on its way.</summary>
public sealed class MessageWindowRaceTests(WebFixture web) : IDisposable
{
    private readonly HeldCalls _calls = new();

    // One thing at a time, as in the browser.
    private readonly Dispatcher _page = Dispatcher.CreateDefault();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_that_is_finished_while_the_page_loads_is_there_whole()
    {
        var (chat, agent, session) = await NewSessionAsync();
        var draft = await agent.StartMessageAsync(session, AgentType.Primary, cancellationToken: Token);
        var window = new MessageWindow(chat, session);
        await AppendAsync(agent, draft.Message, 0, "One ");

        var loading = await WhileHeldAsync(window.ShowEndAsync, async () =>
        {
            await AppendAsync(agent, draft.Message, 4, "two 😀 ");
            window.Apply(new MessageDelta(draft.Message.Id, session, 4, "two 😀 "));
            window.Apply(new MessageEvent(9, EventTypes.MessageFinished, await agent.FinishMessageAsync(session, draft.Message.Id, new Finish(), cancellationToken: Token)));
            window.Posted((await chat.SayAsync(session, 1))[0]);
        });
        await loading;

        window.Messages.Select(shown => shown.Message.Content).ShouldBe(["One two 😀 ", "Said 1"]);
        window.Messages[0].IsGrowing.ShouldBeFalse();
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_growth_loses_and_doubles_nothing()
    {
        var (chat, agent, session) = await NewSessionAsync();
        var message = (await agent.StartMessageAsync(session, AgentType.Primary, cancellationToken: Token)).Message;
        var window = new MessageWindow(chat, session);
        await window.ShowEndAsync();
        var shown = window.Messages.Single();
        await AppendAsync(agent, message, 0, "One ");
        window.Apply(new MessageDelta(message.Id, session, 0, "One "));

        var reloading = await WhileHeldAsync(window.ReloadAsync, async () =>
        {
            await AppendAsync(agent, message, 4, "two ");
            window.Apply(new MessageDelta(message.Id, session, 4, "two "));
        });
        await reloading;
        window.Apply(new MessageDelta(message.Id, session, 8, "three"));

        window.Messages.Single().ShouldBe(shown);
        shown.Message.Content.ShouldBe("One two three");
    }

    [Fact]
    public async Task A_reset_while_the_page_loads_reads_again()
    {
        var (chat, _, session) = await NewSessionAsync();
        var window = new MessageWindow(chat, session);

        var loading = await WhileHeldAsync(window.ShowEndAsync, async () =>
        {
            await chat.SayAsync(session, 2); // Their events are not told: they were before the reset.
            await window.ReloadAsync();
        });
        await loading;

        window.Messages.Select(message => message.Message.Content).ShouldBe(["Said 1", "Said 2"]);
    }

    [Fact]
    public async Task Text_behind_a_gap_is_not_taken_and_text_that_is_there_changes_nothing()
    {
        var (chat, agent, session) = await NewSessionAsync();
        var message = (await agent.StartMessageAsync(session, AgentType.Primary, cancellationToken: Token)).Message;
        var window = new MessageWindow(chat, session);
        await window.ShowEndAsync();

        window.Apply(new MessageDelta(message.Id, session, 0, "😀a")).ShouldBeTrue();
        window.Apply(new MessageDelta(message.Id, session, 9, "far")).ShouldBeFalse();
        window.Apply(new MessageDelta(message.Id, session, 1, "a")).ShouldBeTrue();
        window.Apply(new MessageDelta(message.Id, session, 1, "abc")).ShouldBeTrue();
        window.Apply(new MessageDelta(1, session, 0, "of another message")).ShouldBeTrue();

        window.Messages.Single().Message.Content.ShouldBe("😀abc");
    }

    [Fact]
    public async Task A_message_that_comes_while_the_last_part_loads_is_added_once()
    {
        var (chat, _, session) = await NewSessionAsync();
        await chat.SayAsync(session, 100);
        var window = new MessageWindow(chat, session);
        await window.ShowAroundAsync(1);

        // One is in the part and told, one only told.
        Message[] said = [];
        _calls.Hold(call => call.Method == HttpMethod.Get);
        said = [.. await chat.SayAsync(session, 1)];
        var loading = _page.InvokeAsync(() => window.LoadNewerAsync());
        await _calls.WaitAsync();
        _calls.Hold(_ => false);
        said = [.. said, .. await chat.SayAsync(session, 1)];
        await _page.InvokeAsync(() => Array.ForEach(said, window.Posted));
        _calls.Release();
        (await loading).ShouldBeTrue();
        await window.LoadNewerAsync();

        (window.First, window.Last, window.Total, window.NewCount).ShouldBe((1, 102, 102, 2));
        window.ShouldHoldWhatItSays();
    }

    [Fact]
    public async Task A_jump_takes_the_place_of_what_is_under_way()
    {
        var (chat, _, session) = await NewSessionAsync();
        await chat.SayAsync(session, 300);
        var window = new MessageWindow(chat, session);
        await window.ShowEndAsync();

        var older = await WhileHeldAsync(window.LoadOlderAsync, () => window.ShowAroundAsync(50));
        await older;

        (window.First, window.Last).ShouldBe((26, 75));
    }

    public void Dispose() => _calls.Dispose();

    private async Task<(IChatApi Chat, IChatApi Agent, long Session)> NewSessionAsync()
    {
        var user = ChatServer.NewUser();
        var chat = web.ClientOf(user, _calls);
        return (chat, web.AgentOf(user), (await chat.CreateSessionAsync(new NewSession("Races"), cancellationToken: Token)).Id);
    }

    /// <summary>Begins to load, does something else while the answer is on its way, and lets it arrive.</summary>
    /// <returns>The load.</returns>
    private async Task<Task> WhileHeldAsync(Func<Task> load, Func<Task> meanwhile)
    {
        _calls.Hold(call => call.Method == HttpMethod.Get);
        var loading = _page.InvokeAsync(() => load());
        await _calls.WaitAsync();
        _calls.Hold(_ => false);
        await _page.InvokeAsync(() => meanwhile());
        _calls.Release();
        return loading;
    }

    private static Task<Appended> AppendAsync(IChatApi agent, Message message, long offset, string text) =>
        agent.AppendMessageAsync(message.SessionId, message.Id, new Append(text, offset), cancellationToken: Token);
}
