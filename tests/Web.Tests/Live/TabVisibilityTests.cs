using Web.Tests.Browsing;
using Web.Tests.Conversation;

namespace Web.Tests.Live;

public sealed class TabVisibilityTests(WebFixture web)
{
    [Fact]
    public async Task A_tab_that_nobody_looks_at_reads_no_events_and_has_all_of_them_on_return()
    {
        var user = ChatServer.NewUser();
        var chat = web.ClientOf(user);
        var session = (await chat.CreateSessionAsync(new NewSession("Away"), cancellationToken: TestContext.Current.CancellationToken)).Id;
        var page = await web.SignInAsync(user, $"sessions/{session}");
        await page.SendAsync("I am leaving");
        var closed = new TaskCompletionSource();
        page.RequestFailed += (_, request) =>
        {
            if (request.Url.Contains("/events", StringComparison.Ordinal))
                closed.TrySetResult();
        };

        await page.Clock.InstallAsync();
        await LookAsync(page, "hidden");
        await page.Clock.FastForwardAsync("00:31");
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await chat.SayAsync(session, 3);
        await Assertions.Expect(page.Rows()).ToHaveCountAsync(1);

        await LookAsync(page, "visible");
        await page.Row(4).SaysAsync("Said 3");
        await Assertions.Expect(page.Rows()).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task A_tab_that_was_left_while_nobody_looked_waits_for_nothing()
    {
        var user = ChatServer.NewUser();
        var page = await web.SignInAsync(user);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Begin a conversation" }).WaitForAsync();
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);

        await page.Clock.InstallAsync();
        await LookAsync(page, "hidden");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByLabel("Your name").WaitForAsync();
        await page.Clock.FastForwardAsync("00:31");
        await WebFixture.SignInAsync(page, user);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Begin a conversation" }).WaitForAsync();

        errors.ShouldBeEmpty();
    }

    private static async Task LookAsync(IPage page, string state) => await page.EvaluateAsync("""
        state => {
          Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """, state);
}
