using Chat.Web.Live;
using Chat.Web.SignIn;
using Web.Tests.Browsing;

namespace Web.Tests.Live;

public sealed class ChatFeedTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    [Fact]
    public async Task After_the_sign_out_nothing_comes_that_was_on_its_way()
    {
        await using var page = new PageContext(web, _user);
        await page.ResetAsync();
        var received = new List<ChatEvent>();
        page.Get<ChatFeed>().Received += e =>
        {
            received.Add(e);
            if (received.Count > 1)
                return;
            page.Get<CurrentUser>().SignOut();
            page.Get<CurrentUser>().SignIn(Tokens.For(ChatServer.NewUser()));
        };

        // Several come at once after a pause.
        await page.DoAsync(async () =>
        {
            page.Get<ChatFeed>().Pause();
            for (var i = 0; i < 5; i++)
                await web.Api(_user).CreateAsync($"Session {i}");
            page.Get<ChatFeed>().Resume();
        });

        // The next user's begin with a reset.
        await Eventually.HoldsAsync("the next user's begin", () => received.Any(e => e is Reset));
        received.Select(e => e.GetType()).ShouldBe([typeof(SessionEvent), typeof(Reset)]);
    }
}
