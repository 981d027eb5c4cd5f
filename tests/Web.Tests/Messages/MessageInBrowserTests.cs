using Web.Tests.Browsing;

namespace Web.Tests.Messages;

/// <summary>What needs a browser: the clipboard, the menu, and the focus.</summary>
public sealed class MessageInBrowserTests(WebFixture web)
{
    [Fact]
    public async Task Code_is_copied_and_screen_readers_hear_it()
    {
        var page = await OpenAsync("```js\nif (a < b)\n    \"x\"\n```");
        await page.GetByRole(AriaRole.Article).GetByText("Copy", new() { Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator(".only-heard[role=status]")).ToHaveTextAsync("Copied");
        await Assertions.Expect(page.Locator("[data-copy-code]")).ToHaveTextAsync("Copied");
        Assert.Equal("if (a < b)\n    \"x\"", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task A_message_is_edited_by_keyboard_alone()
    {
        var page = await OpenAsync("Hello");
        var article = page.GetByRole(AriaRole.Article);
        await article.GetByRole(AriaRole.Button, new() { Name = "Edit" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Edit the message")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(", all");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(article).ToContainTextAsync("Hello, all");

        await article.GetByRole(AriaRole.Button, new() { Name = "More" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(article.GetByRole(AriaRole.Button, new() { Name = "Versions" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(article.GetByRole(AriaRole.Button, new() { Name = "Versions" })).ToBeHiddenAsync();
        await Assertions.Expect(article.GetByRole(AriaRole.Button, new() { Name = "More" })).ToBeFocusedAsync();
    }

    private async Task<IPage> OpenAsync(string content)
    {
        var user = ChatServer.NewUser();
        var api = web.Api(user);
        var session = (await api.CreateAsync()).Id;
        await api.SayAsync(session, content);
        var page = await web.OpenAsync($"sessions/{session}", window: new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await WebFixture.SignInAsync(page, user);
        await page.GetByRole(AriaRole.Article).WaitForAsync();
        return page;
    }
}
