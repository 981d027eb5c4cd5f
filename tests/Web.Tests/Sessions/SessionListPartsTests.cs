using Bunit;
using Chat.Web.Sessions;
using Web.Tests.Browsing;

namespace Web.Tests.Sessions;

/// <summary>The list without a browser, where nothing comes into view by itself.</summary>
public sealed class SessionListPartsTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    [Fact]
    public async Task The_button_brings_the_next_part()
    {
        for (var i = 0; i < 51; i++)
            await web.Api(_user).CreateAsync($"Session {i}", isActive: false);
        await using var page = new PageContext(web, _user);
        await page.ResetAsync();
        var list = page.Render<SessionList>();
        await list.WaitForElement("select[aria-label=State]").ChangeAsync(new() { Value = "" });
        list.WaitForAssertion(() => Assert.Equal(50, page.Get<SessionListState>().Sessions.Count), TimeSpan.FromSeconds(30));

        await list.WaitForElement(".load-more button", TimeSpan.FromSeconds(30)).ClickAsync();

        list.WaitForAssertion(() => Assert.Equal(51, page.Get<SessionListState>().Sessions.Count), TimeSpan.FromSeconds(30));
        list.WaitForAssertion(() => Assert.Empty(list.FindAll(".load-more")), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task It_shows_that_it_loads_what_failed_and_that_nothing_is_there()
    {
        await using var page = new PageContext(web, _user);
        await page.ResetAsync();
        page.Hold.Lose(HttpMethod.Get, "limit=");
        var list = page.Render<SessionList>();
        list.WaitForAssertion(() => Assert.Contains("does not answer", list.Find("[role=alert]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(30));

        page.Hold.Heal();
        var (reached, release) = page.Hold.Keep("limit=");
        var click = list.InvokeAsync(() => list.Find("[role=alert] button").ClickAsync());
        await reached.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken);
        list.WaitForElement("[role=status][aria-label='Loading conversations']", TimeSpan.FromSeconds(30));
        release();
        await click;

        list.WaitForAssertion(() => Assert.Equal("No conversations yet. Begin one above.", list.Find(".session-empty").TextContent), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Of_two_choices_at_once_both_count()
    {
        await using var page = new PageContext(web, _user);
        await page.ResetAsync();
        var list = page.Render<SessionList>();
        list.WaitForElement("select[aria-label=State]");

        await list.InvokeAsync(() =>
        {
            list.Find("select[aria-label='Agent type']").Change("Research");
            list.Find("select[aria-label=State]").Change("False");
        });

        Assert.Equal(new SessionFilter(AgentType.Research, IsActive: false), page.Get<SessionListState>().Filter);
        list.WaitForAssertion(() => Assert.Equal("No conversation is like that. Change the filter above.", list.Find(".session-empty").TextContent), TimeSpan.FromSeconds(30));
    }
}
