using Bunit;
using Chat.Web.Shared;
using Web.Tests.Browsing;

namespace Web.Tests.Shared;

public sealed class ErrorPanelTests(WebFixture web)
{
    [Fact]
    public async Task It_says_what_is_wrong_with_which_field_and_the_trace_id()
    {
        await using var page = new PageContext(web, ChatServer.NewUser());
        var error = await Assert.ThrowsAsync<ChatException>(() => page.Get<IChatApi>().CreateSessionAsync(new NewSession(""), cancellationToken: Xunit.TestContext.Current.CancellationToken));
        var isAsked = false;

        var panel = page.Render<ErrorPanel>(parameters => parameters.Add(p => p.Error, error).Add(p => p.OnRetry, () => isAsked = true));

        Assert.Contains("title", panel.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Equal(error.TraceId, panel.Find(".error-panel-trace code").TextContent);
        await panel.Find("button").ClickAsync();
        Assert.True(isAsked);
    }

    [Fact]
    public async Task Without_an_answer_it_asks_whether_one_is_online()
    {
        await using var page = new PageContext(web, ChatServer.NewUser());
        page.Hold.Lose(HttpMethod.Get, "/stats");
        var error = await Assert.ThrowsAsync<ChatException>(() => page.Get<IChatApi>().GetStatisticsAsync(Xunit.TestContext.Current.CancellationToken));

        var panel = page.Render<ErrorPanel>(parameters => parameters.Add(p => p.Error, error));

        Assert.Equal("The service does not answer. Are you online?", panel.Find(".error-panel-what").TextContent);
        Assert.Empty(panel.FindAll("button, ul, code"));
    }
}
