using Chat.Web.Conversation;
using Web.Tests.Browsing;

namespace Web.Tests.Conversation;

public sealed class MessageWindowTests(WebFixture web)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_jump_anywhere_is_one_call_for_one_part()
    {
        var chat = web.ClientOf(ChatServer.NewUser());
        var window = new MessageWindow(chat, await chat.FillAsync(1_000));

        await window.ShowEndAsync();
        (window.First, window.Last, window.Total, window.IsAtEnd, window.IsAtStart).ShouldBe((951, 1_000, 1_000, true, false));

        await window.ShowAroundAsync(500);
        (window.First, window.Last, window.IsAtEnd).ShouldBe((476, 525, false));
        window.ShouldHoldWhatItSays();

        await window.ShowAroundAsync(1);
        (window.First, window.Last, window.IsAtStart).ShouldBe((1, 50, true));

        await window.ShowAroundAsync(5_000);
        (window.First, window.Last).ShouldBe((951, 1_000));
    }

    [Fact]
    public async Task A_walk_over_everything_holds_only_a_window()
    {
        var chat = web.ClientOf(ChatServer.NewUser());
        var window = new MessageWindow(chat, await chat.FillAsync(430));
        await window.ShowEndAsync();

        while (await window.LoadOlderAsync())
        {
            window.Messages.Count.ShouldBeLessThanOrEqualTo(MessageWindow.Most);
            window.ShouldHoldWhatItSays();
        }
        (window.First, window.Last, window.IsAtEnd).ShouldBe((1, 200, false));

        while (await window.LoadNewerAsync())
            window.ShouldHoldWhatItSays();
        (window.First, window.Last, window.IsAtEnd).ShouldBe((231, 430, true));
    }

    [Fact]
    public async Task A_session_without_messages_begins_with_the_first_one()
    {
        var (user, chat) = NewUser();
        var session = (await chat.CreateSessionAsync(new NewSession("Empty"), cancellationToken: Token)).Id;
        var window = new MessageWindow(chat, session);
        await window.ShowEndAsync();
        (window.Total, window.IsAtStart, window.IsAtEnd).ShouldBe((0, true, true));

        window.Posted(await chat.PostMessageAsync(session, new NewMessage("Hello"), cancellationToken: Token));

        window.Messages.Single().Message.Content.ShouldBe("Hello");
        (window.Total, window.NewCount).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Messages_that_come_are_added_once_and_old_ones_go_while_the_end_is_followed()
    {
        var (_, chat) = NewUser();
        var session = await chat.FillAsync(50);
        var window = new MessageWindow(chat, session);
        await window.ShowEndAsync();

        foreach (var message in await chat.SayAsync(session, 160))
        {
            window.Posted(message);
            window.Posted(message);
        }

        (window.First, window.Last, window.Total, window.NewCount).ShouldBe((52, 210, 210, 0));
        window.ShouldHoldWhatItSays();
    }

    [Fact]
    public async Task A_reader_of_earlier_messages_keeps_them_and_is_told_how_many_came()
    {
        var (_, chat) = NewUser();
        var session = await chat.FillAsync(300);
        var window = new MessageWindow(chat, session);
        await window.ShowAroundAsync(100);

        foreach (var message in await chat.SayAsync(session, 3))
            window.Posted(message);
        (window.First, window.Last, window.Total, window.NewCount).ShouldBe((76, 125, 303, 3));

        await window.ShowEndAsync();
        (window.Last, window.NewCount).ShouldBe((303, 0));

        // Scrolled up a little, and full.
        while (window.Messages.Count < MessageWindow.Most)
            await window.LoadOlderAsync();
        window.IsFollowing = false;
        foreach (var message in await chat.SayAsync(session, 2))
            window.Posted(message);
        (window.Last, window.IsAtEnd, window.NewCount).ShouldBe((303, false, 2));

        await window.LoadNewerAsync();
        (window.Last, window.IsAtEnd).ShouldBe((305, true));
        window.IsFollowing = true;
        window.NewCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_change_reaches_the_message_and_an_older_one_does_not()
    {
        var (_, chat) = NewUser();
        var session = await chat.FillAsync(60);
        var window = new MessageWindow(chat, session);
        await window.ShowEndAsync();
        var shown = window.Messages[3];
        var changes = 0;
        shown.Changed += () => changes++;

        var first = await chat.EditMessageAsync(session, shown.Id, new MessageChange("First"), cancellationToken: Token);
        var second = await chat.EditMessageAsync(session, shown.Id, new MessageChange("Second"), cancellationToken: Token);
        window.Apply(new MessageEvent(1, EventTypes.MessageEdited, second));
        window.Apply(new MessageEvent(2, EventTypes.MessageEdited, first));
        shown.Message.Content.ShouldBe("Second");
        changes.ShouldBe(1);

        window.Apply(new MessageEvent(3, EventTypes.MessageDeleted, await chat.DeleteMessageAsync(session, shown.Id, cancellationToken: Token)));
        shown.Message.Status.ShouldBe(MessageStatus.Deleted);
        window.Messages.Count.ShouldBe(50);

        // Of a message that is not held, and of another session.
        window.Apply(new MessageEvent(4, EventTypes.MessageEdited, first with { Id = 1, Sequence = 1 })).ShouldBeTrue();
        window.Apply(new MessageEvent(5, EventTypes.MessagePosted, first with { SessionId = 1, Sequence = 61 })).ShouldBeTrue();
        window.Total.ShouldBe(60);
    }

    private (string User, IChatApi Chat) NewUser()
    {
        var user = ChatServer.NewUser();
        return (user, web.ClientOf(user));
    }
}
