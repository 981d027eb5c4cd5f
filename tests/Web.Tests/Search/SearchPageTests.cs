using System.Text.RegularExpressions;
using Web.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Web.Tests.Search;

/// <summary>Searching in a browser.</summary>
public sealed partial class SearchPageTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    [Fact]
    public async Task It_finds_marks_and_leads_to_the_place()
    {
        var api = web.Api(_user);
        var session = await api.CreateAsync("Fruit 🍐 basket");
        await api.SayAsync(session.Id, "Nothing");
        await api.SayAsync(session.Id, "🍎🍎 an apple <i>a day</i>");
        var page = await web.SignInAsync(_user);

        await page.GetByLabel("Search everything").FillAsync("apple");
        await page.GetByLabel("Search everything").PressAsync("Enter");
        var hit = page.GetByRole(AriaRole.List, new() { Name = "Found" }).GetByRole(AriaRole.Link);
        await Expect(hit).ToContainTextAsync("🍎🍎 an apple <i>a day</i>");
        await Expect(hit.Locator("mark")).ToHaveTextAsync("apple");

        // A half word that is typed on the way leaves nothing in the history.
        await page.GetByLabel("Words to search").FillAsync("bask*");
        await Expect(hit.Locator("mark")).ToHaveTextAsync("basket");
        await page.GetByLabel("Words to search").FillAsync("apple");
        await Expect(hit.Locator("mark")).ToHaveTextAsync("apple");
        await hit.ClickAsync();
        await Expect(page).ToHaveURLAsync(Place());
        await page.GoBackAsync();
        await Expect(page.GetByLabel("Words to search")).ToHaveValueAsync("apple");
        await Expect(hit.Locator("mark")).ToHaveTextAsync("apple");
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Choose a conversation" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Filters_are_in_the_address_and_signs_are_explained()
    {
        var api = web.Api(_user);
        var session = await api.CreateAsync("Tea");
        await api.SayAsync(session.Id, "Tea, please");
        await api.SayAsync(session.Id, "Green tea or black tea?", "assistant", "primary");
        var page = await web.SignInAsync(_user, "search?q=tea");
        var hits = page.GetByRole(AriaRole.List, new() { Name = "Found" }).GetByRole(AriaRole.Link);
        await Expect(hits).ToHaveCountAsync(3);

        await page.GetByLabel("Where").SelectOptionAsync("Assistant messages");
        await Expect(hits).ToHaveCountAsync(1);
        await Expect(hits.Locator("mark")).ToHaveCountAsync(2);
        await Expect(page).ToHaveURLAsync(Filtered());
        await page.GoBackAsync();
        await Expect(hits).ToHaveCountAsync(3);

        await page.GetByLabel("Words to search").FillAsync("?!");
        await Expect(page.GetByText("Type a word of letters or digits")).ToBeVisibleAsync();
        await Expect(hits).ToHaveCountAsync(0);
    }

    [GeneratedRegex(@"/sessions/\d+\?at=2$", RegexOptions.None, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"/search\?q=tea&type=Assistant$", RegexOptions.None, 1000)]
    private static partial Regex Filtered();
}
