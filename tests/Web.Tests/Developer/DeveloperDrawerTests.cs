using Bunit;
using Chat.Web.Developer;
using Microsoft.AspNetCore.Components;
using Web.Tests.Browsing;

namespace Web.Tests.Developer;

public sealed class DeveloperDrawerTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_are_listed_newest_first_and_filtered_by_path()
    {
        await using var page = new PageContext(web, _user);
        var drawer = page.Render<DeveloperDrawer>();
        var chat = page.Get<IChatApi>();
        var session = await chat.CreateSessionAsync(new NewSession("Mine"), cancellationToken: Token);
        await Assert.ThrowsAsync<ChatException>(() => chat.GetMessageAsync(session.Id, 1, Token));

        drawer.WaitForAssertion(() => Assert.Equal(2, Calls().Count(path => path.StartsWith("/api/v1/chat-sessions", StringComparison.Ordinal) && !path.EndsWith("events", StringComparison.Ordinal))));
        Assert.StartsWith($"/api/v1/chat-sessions/{session.Id}/messages/1", Calls()[0], StringComparison.Ordinal);
        Assert.Equal("404", drawer.Find(".call-error").TextContent);

        drawer.Find("input").Input($"{session.Id}/MESSAGES");
        Assert.Single(Calls());
        drawer.Find("input").Input("nowhere");
        Assert.Contains("No call has this in its path.", drawer.Markup, StringComparison.Ordinal);

        List<string> Calls() => [.. drawer.FindAll(".call-path").Select(path => path.TextContent)];
    }

    [Fact]
    public async Task A_call_that_is_opened_shows_all_of_it()
    {
        await using var page = new PageContext(web, _user);
        await page.Get<IChatApi>().CreateSessionAsync(new NewSession("It's <b>mine</b>"), cancellationToken: Token);
        var call = page.Render<CallView>(parameters => parameters.Add(view => view.Call, page.Get<CallLog>().Calls.First(call => call.Method == "POST")));
        Assert.Empty(call.FindAll("pre"));

        call.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);

        Assert.Equal(["curl", "Sent", "Answer"], call.FindAll("pre").Select(text => text.GetAttribute("aria-label")));
        Assert.StartsWith("curl --globoff -sS -X 'POST'", call.Find("pre").TextContent, StringComparison.Ordinal);
        Assert.Contains("\n  \"title\": \"It's <b>mine</b>\"", call.FindAll("pre")[1].TextContent, StringComparison.Ordinal);
        Assert.Empty(call.FindAll("b"));
        Assert.DoesNotContain("Bearer ey", call.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_call_that_was_not_kept_whole_there_is_no_command()
    {
        await using var page = new PageContext(web, _user);
        var call = new RecordedCall("POST", web.Address, [], "{\"cut\":…", IsWhole: false, 200, null, TimeSpan.Zero, DateTimeOffset.UnixEpoch);
        var view = page.Render<CallView>(parameters => parameters.Add(shown => shown.Call, call));

        view.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);

        Assert.Equal(["Sent"], view.FindAll("pre").Select(text => text.GetAttribute("aria-label")));
    }

    [Fact]
    public async Task Escape_closes_it()
    {
        await using var page = new PageContext(web, _user);
        var closed = 0;
        var drawer = page.Render<DeveloperDrawer>(parameters => parameters.Add(view => view.OnClose, EventCallback.Factory.Create(this, () => closed++)));

        drawer.Find("aside").KeyDown("a");
        Assert.Equal(0, closed);
        drawer.Find("aside").KeyDown("Escape");
        Assert.Equal(1, closed);
    }
}
