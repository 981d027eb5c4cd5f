namespace Web.Tests.Conversation;

/// <summary>A conversation in a tab.</summary>
internal static class ConversationTab
{
    internal static ILocator Composer(this IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true });

    /// <summary>The messages that are there.</summary>
    internal static ILocator Rows(this IPage page) => page.Locator("[data-sequence]");

    internal static ILocator Row(this IPage page, long sequence) => page.Locator($"[data-sequence='{sequence}']");

    internal static Task SaysAsync(this ILocator row, string text) => Assertions.Expect(row).ToContainTextAsync(text, new() { Timeout = 30_000 });

    /// <summary>Writes a text and presses Enter.</summary>
    internal static async Task ComposeAsync(this IPage page, string text)
    {
        await page.Composer().FillAsync(text);
        await page.Composer().PressAsync("Enter");
    }

    /// <summary>Sends a text, and waits until the service has it.</summary>
    internal static async Task SendAsync(this IPage page, string text)
    {
        await page.ComposeAsync(text);
        await page.Rows().Filter(new() { HasText = text }).Last.WaitForAsync();
        await Assertions.Expect(page.Locator(".message-pending")).ToHaveCountAsync(0);
    }

    /// <summary>Signs in once more.</summary>
    internal static async Task SignInAsync(this IPage page, string user)
    {
        await page.GetByLabel("Your name").FillAsync(user);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
