using Bunit;
using Chat.Web.Conversation;
using Web.Tests.Browsing;

namespace Web.Tests.Conversation;

/// <summary>What is shown before the messages, and without them.</summary>
public sealed class ConversationViewTests(WebFixture web)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _user = ChatServer.NewUser();

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_that_it_loads_then_what_was_said()
    {
        var chat = web.ClientOf(_user);
        var session = (await chat.CreateSessionAsync(new NewSession("Mine"), cancellationToken: Token)).Id;
        await chat.PostMessageAsync(session, new NewMessage("Hello"), cancellationToken: Token);
        await using var page = new PageContext(web, _user);
        var (reached, release) = page.Hold.Keep($"/chat-sessions/{session}", HttpMethod.Get);

        var view = page.Render<ConversationView>(parameters => parameters.Add(view => view.Id, session));
        await reached.WaitAsync(Patience, Token);
        Assert.Single(view.FindAll("[role=status][aria-label='Loading the conversation']"));
        release();

        view.WaitForAssertion(() => Assert.Contains("Hello", view.Find("[data-sequence='1']").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty(view.FindAll("[aria-label='Loading the conversation']"));
    }

    [Fact]
    public async Task It_says_that_nothing_was_said_and_what_to_do()
    {
        var session = (await web.ClientOf(_user).CreateSessionAsync(new NewSession("Mine"), cancellationToken: Token)).Id;
        await using var page = new PageContext(web, _user);

        var view = page.Render<ConversationView>(parameters => parameters.Add(view => view.Id, session));

        view.WaitForAssertion(() => Assert.Equal("Nothing was said yet. Write the first message below.", view.Find(".conversation-empty").TextContent), Patience);
    }

    [Fact]
    public async Task It_says_that_there_is_no_such_conversation_and_leads_back()
    {
        await using var page = new PageContext(web, _user);

        var view = page.Render<ConversationView>(parameters => parameters.Add(view => view.Id, 1L << 50));

        view.WaitForAssertion(() => Assert.Contains("There is no such conversation.", view.Find(".conversation-empty").TextContent, StringComparison.Ordinal), Patience);
        Assert.Equal("", view.Find(".conversation-empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task What_does_not_load_is_asked_for_again()
    {
        var session = (await web.ClientOf(_user).CreateSessionAsync(new NewSession("Mine"), cancellationToken: Token)).Id;
        await using var page = new PageContext(web, _user);
        page.Hold.Lose(HttpMethod.Get, $"/chat-sessions/{session}");
        var view = page.Render<ConversationView>(parameters => parameters.Add(view => view.Id, session));
        view.WaitForAssertion(() => Assert.Contains("does not answer", view.Find("[role=alert]").TextContent, StringComparison.Ordinal), Patience);

        page.Hold.Heal();
        await view.Find("[role=alert] button").ClickAsync();

        view.WaitForElement(".conversation-empty", Patience);
    }
}
