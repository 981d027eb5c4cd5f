using Web.Tests.Browsing;

namespace Web.Tests.Accessibility;

/// <summary>The pictures of docs/page.md. <c>CHAT_SCREENSHOTS=docs/page build/test</c> takes them anew.</summary>
public sealed class ScreenshotTests(WebFixture web)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CHAT_SCREENSHOTS") is { Length: > 0 } named ? named : null;

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 375)]
    public async Task The_main_states_are_shown(ColorScheme theme, int width)
    {
        var user = "ada" + Guid.NewGuid().ToString("n")[..4];
        var session = await Demo.CreateAsync(web.Api(user));
        var page = await web.SignInAsync(user, $"sessions/{session}", window: AxeTests.Window(theme, width));

        await ShowAsync("conversation", "Thank you!");
        await WebFixture.GoAsync(page, "search?q=restart");
        await ShowAsync("search", "restart");
        await WebFixture.GoAsync(page, "numbers");
        await ShowAsync("numbers", "As a table");

        async Task ShowAsync(string state, string text)
        {
            await page.Locator("main").GetByText(text).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            var picture = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
            picture.Length.ShouldBeGreaterThan(10_000); // An empty page has less.
            if (Folder is not null)
                await File.WriteAllBytesAsync(Path.Combine(Folder, $"{state}-{theme.ToString().ToLowerInvariant()}.png"), picture, TestContext.Current.CancellationToken);
        }
    }
}
