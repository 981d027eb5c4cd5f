using Web.Tests.Browsing;
using Web.Tests.Conversation;

namespace Web.Tests.Messages;

/// <summary>A message of midnight, UTC, as readers elsewhere see it.</summary>
public sealed class ReaderZoneTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    [Theory]
    [InlineData("America/Los_Angeles", "Wednesday, 31 December 2025", "31/12/2025 16:00", "2025-12-31", "2026-01-01")]
    [InlineData("Asia/Kolkata", "Thursday, 1 January 2026", "01/01/2026 05:30", "2026-01-01", "2025-12-31")]
    public async Task Times_and_days_are_those_of_the_reader(string zone, string day, string time, string date, string other)
    {
        var session = await web.ClientOf(_user).FillAsync(1);
        var page = await web.SignInAsync(_user, $"sessions/{session}", window: new() { TimezoneId = zone, Locale = "en-GB" });

        await page.GetByRole(AriaRole.Heading, new() { Name = day }).WaitForAsync();
        await Assertions.Expect(page.Row(1).Locator("time")).ToHaveTextAsync(time);
        await Assertions.Expect(page.Row(1).Locator("time")).ToHaveAttributeAsync("datetime", "2026-01-01T00:00:00.0000000Z");

        await WebFixture.GoAsync(page, $"search?q=message&from={date}&to={date}");
        await page.GetByText("1 found.").WaitForAsync();
        await WebFixture.GoAsync(page, $"search?q=message&from={other}&to={other}");
        await page.GetByText("Nothing is found").WaitForAsync();
    }
}
