using Web.Tests.Browsing;

namespace Web.Tests.Conversation;

public sealed class ComposerTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_sends_Shift_Enter_begins_a_line_and_an_input_method_keeps_its_Enter()
    {
        var page = await OpenAsync();
        await page.Composer().PressSequentiallyAsync("One");
        await page.Composer().PressAsync("Shift+Enter");
        await page.Composer().PressSequentiallyAsync("Two");
        await Assertions.Expect(page.Composer()).ToHaveValueAsync("One\nTwo");

        // What Chromium tells while an input method composes.
        await page.Composer().EvaluateAsync("area => area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))");
        await page.Composer().EvaluateAsync("area => area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }))");
        await Assertions.Expect(page.Composer()).ToHaveValueAsync("One\nTwo");

        await page.Composer().PressAsync("Enter");
        await Assertions.Expect(page.Composer()).ToHaveValueAsync("");
        await page.Row(1).SaysAsync("Two");
        (await web.ClientOf(_user).GetMessagePageAsync(await SessionAsync(), cancellationToken: Token)).Messages.Single().Content.ShouldBe("One\nTwo");
    }

    [Fact]
    public async Task An_empty_text_is_not_sent()
    {
        var page = await OpenAsync();

        await page.Composer().FillAsync("  \n ");
        await page.Composer().PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await page.SendAsync("Something");

        await Assertions.Expect(page.Rows()).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_text_that_is_not_sent_is_there_after_a_reload()
    {
        var page = await OpenAsync();
        await page.Composer().FillAsync("Half a thought");

        await page.ReloadAsync();
        await page.SignInAsync(_user);
        await Assertions.Expect(page.Composer()).ToHaveValueAsync("Half a thought");

        await page.SendAsync("A whole one");
        await page.ReloadAsync();
        await page.SignInAsync(_user);
        await page.Row(1).SaysAsync("A whole one");
        await Assertions.Expect(page.Composer()).ToHaveValueAsync("");
    }

    private async Task<IPage> OpenAsync()
    {
        var session = await web.ClientOf(_user).CreateSessionAsync(new NewSession("Composer"), cancellationToken: Token);
        var page = await web.SignInAsync(_user, $"sessions/{session.Id}");
        await Assertions.Expect(page.Composer()).ToBeEditableAsync(new() { Timeout = 30_000 });
        return page;
    }

    private async Task<long> SessionAsync() => (await web.ClientOf(_user).WalkSessionsAsync(1, cancellationToken: Token)).Sessions.Single().Id;
}
