using Web.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Web.Tests.Sessions;

/// <summary>Where the focus is after something was done with a session.</summary>
public sealed class SessionFocusTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    [Fact]
    public async Task It_goes_to_the_next_session_when_one_is_gone_and_at_last_to_the_button_for_a_new_one()
    {
        foreach (var title in new[] { "Third", "Second", "First" })
            await web.Api(_user).CreateAsync(title);
        var page = await web.SignInAsync(_user);

        await DeleteAsync(page, "Second");
        await Expect(Link(page, "Third")).ToBeFocusedAsync();
        await DeleteAsync(page, "Third");
        await Expect(Link(page, "First")).ToBeFocusedAsync();
        await DeleteAsync(page, "First");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "New conversation" })).ToBeFocusedAsync();

        await Expect(page.GetByLabel("State").First).ToHaveValueAsync("True");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show inactive ones too" }).ClickAsync();
        await Expect(page.GetByLabel("State").First).ToHaveValueAsync("");
        await Expect(Link(page, "Second")).ToContainTextAsync("inactive");
        await ActAsync(page, "Second", "Bring back");
        await Expect(Link(page, "Second")).Not.ToContainTextAsync("inactive");
        await Expect(Button(page, "Second")).ToBeFocusedAsync();
    }

    private static async Task DeleteAsync(IPage page, string title)
    {
        await ActAsync(page, title, "Delete");
        await Expect(Link(page, title)).ToHaveCountAsync(0);
    }

    private static async Task ActAsync(IPage page, string title, string action)
    {
        await Button(page, title).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        var item = page.GetByRole(AriaRole.Menuitem, new() { Name = action });
        await Eventually.HoldsAsync($"{action} is reached", async () =>
        {
            await page.Keyboard.PressAsync("ArrowDown");
            return await item.EvaluateAsync<bool>("item => item === document.activeElement");
        });
        await page.Keyboard.PressAsync("Enter");
    }

    private static ILocator Button(IPage page, string title) => page.GetByRole(AriaRole.Button, new() { Name = $"Actions for {title}" });

    private static ILocator Link(IPage page, string title) => page.GetByRole(AriaRole.Navigation, new() { Name = "Conversations" }).GetByRole(AriaRole.Link, new() { Name = title });
}
