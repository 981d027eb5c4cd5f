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
        var (received, reset) = (new List<ChatEvent>(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await page.DoAsync(() =>
        {
            page.Get<ChatFeed>().Received += e =>
            {
                received.Add(e);
                if (e is Reset)
                    reset.TrySetResult();
                else
                    page.Get<CurrentUser>().SignOut();
            };
            return Task.CompletedTask;
        });
        await reset.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        // Several come at once after a pause.
        await page.DoAsync(async () =>
        {
            page.Get<ChatFeed>().Pause();
            for (var i = 0; i < 5; i++)
                await web.Api(_user).CreateAsync($"Session {i}");
            page.Get<ChatFeed>().Resume();
        });

        await Eventually.HoldsAsync("one came", () => received.Count == 2);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        received.Count.ShouldBe(2);
    }
}
