using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Web.Tests.Browsing;

namespace Web.Tests.Accessibility;

/// <summary>Every state of the page in both themes, on a desk and on a phone: axe finds nothing, and nothing scrolls sideways.</summary>
public sealed class AxeTests(WebFixture web)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 375)]
    [InlineData(ColorScheme.Dark, 375)]
    public async Task Everybody_can_use_it(ColorScheme theme, int width)
    {
        var user = ChatServer.NewUser();
        var page = await web.OpenAsync("", window: Window(theme, width));
        await page.GetByLabel("Your name").WaitForAsync();
        await ShouldBeFineAsync(page, "sign-in");

        await WebFixture.SignInAsync(page, user);
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        await ShouldBeFineAsync(page, "nothing yet");

        var session = await Demo.CreateAsync(web.Api(user));
        foreach (var (path, shown) in new[]
        {
            ("numbers", "As a table"),
            ($"sessions/{session}", "Thank you!"),
            ($"sessions/{session}/context", "Nothing is left out"),
            ("search?q=restart", "service"),
            ("sessions/999999999999", "There is no such conversation"),
            ("", "Choose a conversation"),
        })
        {
            await WebFixture.GoAsync(page, path);
            await page.Locator("main").GetByText(shown).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await ShouldBeFineAsync(page, path);
        }
        await page.GetByRole(AriaRole.Button, new() { Name = "Calls, for developers" }).ClickAsync();
        await page.GetByText("GET").First.WaitForAsync();
        await ShouldBeFineAsync(page, "calls");
    }

    internal static BrowserNewContextOptions Window(ColorScheme theme, int width) =>
        new() { ColorScheme = theme, ViewportSize = new() { Width = width, Height = width < 600 ? 740 : 800 }, ReducedMotion = ReducedMotion.Reduce };

    private static async Task ShouldBeFineAsync(IPage page, string state)
    {
        var found = await page.RunAxe();
        found.Violations.Select(Describe).ShouldBeEmpty(state);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0, state);
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n" + string.Join('\n', violation.Nodes.Take(5).Select(node => "  " + node.Html));
}
