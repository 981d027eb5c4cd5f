using System.Text.RegularExpressions;
using Web.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Web.Tests.Sessions;

/// <summary>The list in a browser.</summary>
public sealed partial class SessionListTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    [Fact]
    public async Task Two_tabs_agree()
    {
        var one = await web.SignInAsync(_user);
        var two = await web.SignInAsync(_user);
        await Expect(List(two)).ToContainTextAsync("No conversations yet");

        await one.GetByRole(AriaRole.Button, new() { Name = "New conversation" }).ClickAsync();
        await Expect(Row(one, "New conversation")).ToHaveAttributeAsync("aria-current", "page");
        await Expect(Row(two, "New conversation")).ToBeVisibleAsync();

        await ChooseAsync(one, "New conversation", "Rename");
        await Title(one).FillAsync("Tea 🫖");
        await one.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Expect(Row(two, "Tea 🫖")).ToBeVisibleAsync();

        await ChooseAsync(one, "Tea 🫖", "Delete");
        await Expect(List(two)).ToContainTextAsync("No conversations yet");
        await one.GetByRole(AriaRole.Button, new() { Name = "Bring back" }).ClickAsync();
        await Expect(Row(two, "Tea 🫖")).ToBeVisibleAsync();

        await ChooseAsync(two, "Tea 🫖", "Make a copy");
        await Expect(List(one).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);

        await ChooseAsync(one, "Tea 🫖", "Erase");
        var dialog = one.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Erase for good" })).ToBeDisabledAsync();
        await dialog.GetByLabel("to confirm").FillAsync("erase");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();
        await Expect(List(two).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await Expect(List(one).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Three_hundred_sessions_come_by_scrolling_and_keep_their_place()
    {
        var api = web.Api(_user);
        await Parallel.ForAsync(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) => await api.CreateAsync($"Session {i}", isActive: false));
        var page = await web.SignInAsync(_user);
        await page.GetByLabel("State").First.SelectOptionAsync("All states");
        await Expect(List(page).GetByRole(AriaRole.Listitem).First).ToHaveAttributeAsync("aria-posinset", "1");

        var last = List(page).Locator("[aria-posinset='300'][aria-setsize='300']");
        var bottom = List(page).Locator(".session-scroll");
        await Eventually.HoldsAsync("the last one is seen", async () =>
        {
            await bottom.EvaluateAsync("list => list.scrollTop = list.scrollHeight");
            return await last.IsVisibleAsync();
        });
        Assert.InRange(await List(page).GetByRole(AriaRole.Listitem).CountAsync(), 1, 60);

        // What comes above does not move what is seen.
        await bottom.EvaluateAsync("list => list.scrollTop = 6400");
        var seen = List(page).Locator("[aria-posinset='103']");
        var (title, place) = (await seen.Locator(".session-title").InnerTextAsync(), (await seen.BoundingBoxAsync())!.Y);
        await api.CreateAsync("Another", isActive: false);
        var moved = List(page).Locator("[aria-posinset='104']").Filter(new() { HasText = title });
        await Expect(moved).ToBeVisibleAsync();
        await Eventually.HoldsAsync("it is where it was", async () => Math.Abs((await moved.BoundingBoxAsync())!.Y - place) < 2);
    }

    [Fact]
    public async Task All_of_it_goes_by_keyboard()
    {
        var page = await web.SignInAsync(_user);
        await Expect(List(page)).ToContainTextAsync("No conversations yet");
        await page.Keyboard.PressAsync("Alt+n");
        await Expect(Row(page, "New conversation")).ToHaveAttributeAsync("aria-current", "page");

        await Row(page, "New conversation").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(Title(page)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("By hand");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Row(page, "By hand")).ToBeVisibleAsync();

        await Row(page, "By hand").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        for (var i = 0; i < 3; i++)
            await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("to confirm")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("erase");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(Home());
        await Expect(List(page)).ToContainTextAsync("No conversations yet");
    }

    [Fact]
    public async Task Everything_is_exported_as_a_file_and_imported_again()
    {
        var api = web.Api(_user);
        var session = await api.CreateAsync("To keep");
        await api.SayAsync(session.Id, "Hello 👋");
        var page = await web.SignInAsync(_user);
        await page.GetByRole(AriaRole.Button, new() { Name = "Export and import" }).ClickAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Export everything" }).ClickAsync());
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".jsonl");
        await download.SaveAsAsync(file);
        Assert.Matches(@"^chat-\d{4}-\d\d-\d\d\.jsonl$", download.SuggestedFilename);
        Assert.Contains("Hello 👋", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await api.DeleteAsync($"{ApiClient.Base}/{session.Id}?permanent=true");
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(file);
        await Expect(page.GetByText("1 conversation with 1 message stored, 0 skipped.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(Row(page, "To keep")).ToContainTextAsync("1 message");
        File.Delete(file);
    }

    private static ILocator List(IPage page) => page.GetByRole(AriaRole.Navigation, new() { Name = "Conversations" });

    private static ILocator Row(IPage page, string title) => List(page).GetByRole(AriaRole.Link, new() { Name = title });

    private static ILocator Title(IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Title", Exact = true });

    private static async Task ChooseAsync(IPage page, string title, string action)
    {
        await List(page).GetByRole(AriaRole.Button, new() { Name = $"Actions for {title}" }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = action }).ClickAsync();
    }

    [GeneratedRegex(@"^http://[^/]+/$", RegexOptions.None, 1000)]
    private static partial Regex Home();
}
