using Web.Tests.Browsing;

namespace Web.Tests.Numbers;

public sealed class NumbersPageTests(WebFixture web)
{
    [Fact]
    public async Task It_counts_and_keeps_counting()
    {
        var user = ChatServer.NewUser();
        var api = web.Api(user);
        var page = await web.SignInAsync(user, "numbers");
        await Assertions.Expect(page.GetByText("There is nothing to count yet")).ToBeVisibleAsync();

        var session = await api.CreateAsync();
        await api.SayAsync(session.Id, "One");

        await Assertions.Expect(Total("Conversations")).ToHaveTextAsync("1");
        await Assertions.Expect(Total("Messages")).ToHaveTextAsync("1");
        var types = page.GetByRole(AriaRole.Figure, new() { Name = "Conversations by agent type" });
        await types.GetByText("As a table").ClickAsync();
        await Assertions.Expect(types.GetByRole(AriaRole.Row).Last).ToContainTextAsync("1");

        await api.SayAsync(session.Id, "Two");
        await Assertions.Expect(Total("Messages")).ToHaveTextAsync("2");

        ILocator Total(string name) => page.Locator(".numbers-totals div", new() { Has = page.GetByText(name, new() { Exact = true }) }).Locator("dd");
    }

    [Fact]
    public async Task What_a_model_gets_depends_on_its_room()
    {
        var user = ChatServer.NewUser();
        var api = web.Api(user);
        var session = await api.CreateAsync();
        foreach (var name in new[] { "first", "second", "third" })
            await api.SayAsync(session.Id, name + new string('x', 3_000));

        var page = await web.SignInAsync(user, $"sessions/{session.Id}/context");

        await Assertions.Expect(page.Locator(".context-turn")).ToHaveCountAsync(3);
        await Assertions.Expect(page.GetByText("Nothing is left out.")).ToBeVisibleAsync();

        await page.GetByLabel("Room for tokens").ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "1,000", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator(".context-turn")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".context-turn")).ToContainTextAsync("third");
        await Assertions.Expect(page.GetByText("2 older ones are left out.")).ToBeVisibleAsync();
    }
}
