using Web.Tests.Browsing;

namespace Web.Tests.Conversation;

/// <summary>The storage of a browser may be off, full, or hold what another program wrote.</summary>
public sealed class StorageTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    [Theory]
    [InlineData("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('Denied', 'SecurityError'); } })")]
    [InlineData("Storage.prototype.setItem = () => { throw new DOMException('Full', 'QuotaExceededError'); }")]
    [InlineData("for (const [key, text] of [['a', '{'], ['b', '{}'], ['c', '[]'], ['d', 'null']]) localStorage.setItem(`chat.outbox/USER/${key}`, text)")]
    public async Task Messages_are_sent_all_the_same(string script)
    {
        var chat = web.ClientOf(_user);
        var session = (await chat.CreateSessionAsync(new NewSession("Storage"), cancellationToken: TestContext.Current.CancellationToken)).Id;
        var page = await web.OpenAsync("");
        await page.AddInitScriptAsync(script.Replace("USER", _user, StringComparison.Ordinal));
        await page.GotoAsync(new Uri(web.Address, $"sessions/{session}").AbsoluteUri);
        await page.SignInAsync(_user);

        await page.SendAsync("One");
        await page.Context.SetOfflineAsync(true);
        await page.ComposeAsync("Two");
        await page.GetByText("Not sent yet").WaitForAsync();
        await page.Context.SetOfflineAsync(false);

        await page.Row(2).SaysAsync("Two");
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).Or(page.GetByRole(AriaRole.Button, new() { Name = "Light" })).First.ClickAsync();
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        (await chat.WalkMessagesAsync(session, 10, afterSequence: 0, cancellationToken: TestContext.Current.CancellationToken))
            .Messages.Select(message => message.Content).ShouldBe(["One", "Two"]);
    }
}
