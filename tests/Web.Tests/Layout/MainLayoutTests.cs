using Web.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Web.Tests.Layout;

public sealed class MainLayoutTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    [Fact]
    public async Task On_a_phone_the_list_covers_the_page_until_a_conversation_is_chosen()
    {
        await web.Api(_user).CreateAsync("A conversation with a title that is longer than a phone is wide");
        var page = await web.SignInAsync(_user);
        await page.SetViewportSizeAsync(375, 700);
        var list = page.GetByRole(AriaRole.Navigation, new() { Name = "Conversations" });
        await Expect(list).Not.ToBeInViewportAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Choose a conversation" })).ToBeInViewportAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "List of conversations" }).ClickAsync();
        await list.GetByRole(AriaRole.Link).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "A conversation with" })).ToBeVisibleAsync();
        await Expect(list).Not.ToBeInViewportAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task The_colours_are_those_of_the_system_until_others_are_chosen()
    {
        var page = await web.SignInAsync(_user);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var toLight = page.GetByRole(AriaRole.Button, new() { Name = "Light colours" });
        await Expect(toLight).ToBeVisibleAsync();

        await toLight.ClickAsync();
        var toDark = page.GetByRole(AriaRole.Button, new() { Name = "Dark colours" });
        await Expect(toDark).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.GetByLabel("Your name").FillAsync(_user);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(toDark).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_first_key_skips_the_list()
    {
        var page = await web.SignInAsync(_user);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Begin a conversation" })).ToBeVisibleAsync();
        await page.EvaluateAsync("document.activeElement.blur()");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "To the conversation" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        await Expect(page).ToHaveTitleAsync("Chat");
    }

    [Fact]
    public async Task The_focus_returns_from_the_calls()
    {
        var page = await web.SignInAsync(_user);
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Calls, for developers" });
        await button.ClickAsync();
        await Expect(page.GetByLabel("Filter by path")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");

        await Expect(page.GetByLabel("Filter by path")).ToHaveCountAsync(0);
        await Expect(button).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so()
    {
        var page = await web.SignInAsync(_user);
        await page.EvaluateAsync("Blazor.navigateTo('nowhere')");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "To the conversations" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Begin a conversation" })).ToBeVisibleAsync();
    }
}
