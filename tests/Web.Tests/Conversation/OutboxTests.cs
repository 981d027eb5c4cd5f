using Chat.Web.Conversation;
using Chat.Web.Live;
using Chat.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Web.Tests.Browsing;

namespace Web.Tests.Conversation;

public sealed class OutboxTests(WebFixture web) : IDisposable
{
    private readonly string _name = ChatServer.NewUser();
    private readonly FaultyCalls _calls = new();
    private readonly MemoryOutboxStore.Storage _storage = new();
    private readonly Connection _connection = new();
    private readonly CurrentUser _user = new();

    // One thing at a time, as in the browser.
    private readonly Dispatcher _page = Dispatcher.CreateDefault();

    private IChatApi? _chat;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_written_is_shown_at_once_and_posted_in_order()
    {
        var session = await NewSessionAsync();
        using var outbox = await NewOutboxAsync();
        _calls.IsGone = true;

        await WriteAsync(outbox, session, "One", "Two", "Three");
        outbox.Items.Select(item => item.Text).ShouldBe(["One", "Two", "Three"]);

        await ComeBackAsync();
        await SentAsync(outbox);
        (await ContentsAsync(session)).ShouldBe(["One", "Two", "Three"]);
    }

    [Fact]
    public async Task What_can_not_be_sent_waits_and_is_sent_when_the_service_answers()
    {
        var session = await NewSessionAsync();
        using var outbox = await NewOutboxAsync();
        _calls.IsGone = true;

        await WriteAsync(outbox, session, "Hello");
        await Eventually.HoldsAsync("it waits", () => outbox.IsWaiting);
        (await ContentsAsync(session)).ShouldBeEmpty();

        await ComeBackAsync();
        await SentAsync(outbox);
        outbox.IsWaiting.ShouldBeFalse();
        (await ContentsAsync(session)).ShouldBe(["Hello"]);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_posted_once()
    {
        var session = await NewSessionAsync();
        using var outbox = await NewOutboxAsync();
        _calls.LostAnswers = 1;
        var sent = new List<Message>();
        outbox.Sent += sent.Add;

        await WriteAsync(outbox, session, "Hello");
        await Eventually.HoldsAsync("it waits", () => outbox.IsWaiting);
        await ComeBackAsync();
        await SentAsync(outbox);

        _calls.Keys.Count.ShouldBe(2);
        _calls.Keys.Distinct().ShouldHaveSingleItem();
        (await ContentsAsync(session)).ShouldBe(["Hello"]);
        sent.ShouldHaveSingleItem().Content.ShouldBe("Hello");
    }

    [Fact]
    public async Task After_a_crash_it_goes_on_with_the_same_key()
    {
        var session = await NewSessionAsync();
        using (var crashed = await NewOutboxAsync())
        {
            _calls.LostAnswers = 1;
            await WriteAsync(crashed, session, "Hello");
            await Eventually.HoldsAsync("it waits", () => crashed.IsWaiting);
        }

        using var outbox = await NewOutboxAsync();
        await SentAsync(outbox);

        (_calls.Keys.Count, _calls.Keys.Distinct().Count()).ShouldBe((2, 1));
        (await ContentsAsync(session)).ShouldBe(["Hello"]);
    }

    [Fact]
    public async Task Another_user_of_the_browser_neither_sees_nor_sends_it()
    {
        var session = await NewSessionAsync();
        using var outbox = await NewOutboxAsync();
        _calls.IsGone = true;
        await WriteAsync(outbox, session, "Mine");
        await Eventually.HoldsAsync("it waits", () => outbox.IsWaiting);

        await _page.InvokeAsync(() => _user.SignOut());
        outbox.Items.ShouldBeEmpty();
        await _page.InvokeAsync(() => _user.SignIn(Tokens.For(ChatServer.NewUser())));
        await ComeBackAsync();
        outbox.Items.ShouldBeEmpty();
        _calls.Keys.ShouldBeEmpty();

        await _page.InvokeAsync(() => _user.SignIn(Tokens.For(_name)));
        await SentAsync(outbox);
        (await ContentsAsync(session)).ShouldBe(["Mine"]);
    }

    [Fact]
    public async Task What_is_refused_says_why_and_holds_nothing_up()
    {
        var session = await NewSessionAsync();
        using var outbox = await NewOutboxAsync();

        await WriteAsync(outbox, session, new string('x', 10_001), "Short");
        await Eventually.HoldsAsync("the other one is sent", () => outbox.Items is [{ Refusal: not null }]);
        await WriteAsync(outbox, 1L << 50, "Nowhere");
        await Eventually.HoldsAsync("both are refused", () => outbox.Items.Count(item => item.Refusal is not null) == 2);

        var (tooLong, nowhere) = (outbox.Items[0], outbox.Items[1]);
        tooLong.Refusal!.ShouldContain("10000");
        nowhere.Refusal!.ShouldContain("session", Case.Insensitive);
        nowhere.TraceId.ShouldNotBeNullOrEmpty();
        (await ContentsAsync(session)).ShouldBe(["Short"]);

        var tries = _calls.Keys.Count;
        await _page.InvokeAsync(() => outbox.SendAgainAsync(nowhere));
        await Eventually.HoldsAsync("it is refused again", () => _calls.Keys.Count == tries + 1 && outbox.Items.All(item => item.Refusal is not null));
        await _page.InvokeAsync(() => outbox.DiscardAsync(nowhere));
        await _page.InvokeAsync(() => outbox.DiscardAsync(tooLong));
        (outbox.Items.Count, _storage.Items.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Of_two_tabs_one_sends()
    {
        var session = await NewSessionAsync();
        using var one = await NewOutboxAsync();
        using var other = await NewOutboxAsync();
        _calls.IsGone = true;
        await WriteAsync(one, session, "One");
        await WriteAsync(other, session, "Two");
        await Eventually.HoldsAsync("both tabs show both", () => one.Items.Count == 2 && other.Items.Count == 2);

        await ComeBackAsync();
        await SentAsync(one);
        await SentAsync(other);

        _calls.Keys.Count.ShouldBe(2);
        (await ContentsAsync(session)).ShouldBe(["One", "Two"]);
    }

    public void Dispose() => _calls.Dispose();

    private async Task<long> NewSessionAsync() => (await web.ClientOf(_name).CreateSessionAsync(new NewSession("Outbox"), cancellationToken: Token)).Id;

    private Task<Outbox> NewOutboxAsync() => _page.InvokeAsync(() =>
    {
        if (!_user.IsSignedIn)
            _user.SignIn(Tokens.For(_name));
        _chat ??= web.ClientOf(_name, _calls, retries: 0);
        return new Outbox(_chat, _user, _connection, new MemoryOutboxStore(_storage), TimeProvider.System);
    });

    private Task WriteAsync(Outbox outbox, long session, params string[] texts) => _page.InvokeAsync(async () =>
    {
        foreach (var text in texts)
            await outbox.AddAsync(session, text, 0);
    });

    private Task ComeBackAsync() => _page.InvokeAsync(() =>
    {
        _calls.IsGone = false;
        _connection.Set(isLost: true);
        _connection.Set(isLost: false);
    });

    private Task SentAsync(Outbox outbox) => Eventually.HoldsAsync("everything is sent", () => outbox.Items.Count == 0 && _storage.Items.Count == 0);

    private async Task<IEnumerable<string>> ContentsAsync(long session) =>
        (await web.ClientOf(_name).WalkMessagesAsync(session, 100, afterSequence: 0, cancellationToken: Token)).Messages.Select(message => message.Content);
}
