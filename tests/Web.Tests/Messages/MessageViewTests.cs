using System.Text.Json.Nodes;
using Bunit;
using Chat.Web.Messages;
using Web.Tests.Browsing;

namespace Web.Tests.Messages;

public sealed class MessageViewTests(WebFixture web)
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private static readonly Message Hello = new(7, 1, "Hello *there*", MessageType.User, null, At, [], 1, MessageStatus.Complete, null, At, 1);

    [Fact]
    public async Task It_says_who_spoke_and_when()
    {
        await using var page = new PageContext(web, "u");
        var view = Show(page, Hello with { PostedBy = "<b>bot</b>" });

        Assert.StartsWith("<b>bot</b>, ", view.Find("article").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal("<b>bot</b>", view.Find("bdi").TextContent);
        Assert.Equal("2026-03-04T05:06:07.0000000Z", view.Find("time").GetAttribute("datetime"));
        Assert.Equal(At.ToLocalTime().DateTime.ToString("F"), view.Find("time").GetAttribute("title"));
        Assert.Equal("there", view.Find(".markdown[dir=auto] em").TextContent);
        Assert.DoesNotContain("edited", view.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MessageType.User, null, null, "You")]
    [InlineData(MessageType.Assistant, null, null, "Assistant")]
    [InlineData(MessageType.Assistant, AgentType.LogAnalysis, null, "Log analysis")]
    [InlineData(MessageType.Assistant, null, "call-1", "Tool")]
    [InlineData(MessageType.System, null, null, "System")]
    public async Task Everybody_has_a_name(MessageType type, AgentType? agent, string? tool, string name)
    {
        await using var page = new PageContext(web, "u");
        var view = Show(page, Hello with { MessageType = type, AgentType = agent, Metadata = tool is null ? [] : new JsonObject { ["tool_call_id"] = tool } });

        Assert.Equal(name, view.Find(".message-speaker").TextContent);
    }

    [Fact]
    public async Task Tokens_versions_and_agent_are_named()
    {
        await using var page = new PageContext(web, "u");
        var view = Show(page, Hello with { MessageType = MessageType.Assistant, Revision = 3, PostedBy = "bot-1", Metadata = new JsonObject { ["tokens"] = 12 } });
        Assert.Equal(["by bot-1", "edited, 3 versions", "12 tokens"], view.FindAll(".message-head > span").Select(part => part.TextContent));

        view = Show(page, Hello with { Metadata = new JsonObject { ["tokens"] = "many" } });
        Assert.Empty(view.FindAll(".message-head > span"));
    }

    [Fact]
    public async Task A_message_that_grows_has_a_caret_and_no_actions()
    {
        await using var page = new PageContext(web, "u");
        var view = Show(page, Hello with { MessageType = MessageType.Assistant, Status = MessageStatus.Streaming }, isGrowing: true);
        Assert.Equal("true", view.Find("article").GetAttribute("aria-busy"));
        Assert.Equal("is being written", view.Find(".message-caret").GetAttribute("aria-label"));
        Assert.Empty(view.FindAll("button"));

        view.Render(parameters => parameters.Add(it => it.Message, view.Instance.Message with { Content = "Hello *there*\n\n# And" }));
        Assert.Equal("And", view.Find("h1").TextContent);

        view.Render(parameters => parameters.Add(it => it.Message, view.Instance.Message with { Status = MessageStatus.Complete }).Add(it => it.IsGrowing, false));
        Assert.Empty(view.FindAll(".message-caret, [aria-busy]"));
        Assert.Equal(["Copy", "Good answer", "Bad answer", "More"], view.FindAll("button").Select(button => button.GetAttribute("aria-label")));
    }

    [Fact]
    public async Task Of_a_deleted_message_a_note_is_left()
    {
        await using var page = new PageContext(web, "u");
        var view = Show(page, Hello with { Content = "", Status = MessageStatus.Deleted, Revision = 2 });

        Assert.Equal("This message was deleted.", view.Find(".message-note").TextContent);
        Assert.Empty(view.FindAll("button, .message-head > span"));
    }

    [Fact]
    public async Task What_was_stopped_says_so()
    {
        await using var page = new PageContext(web, "u");

        Assert.Equal("Stopped before its end.", Show(page, Hello with { Status = MessageStatus.Interrupted }).Find(".message-note").TextContent);
    }

    [Fact]
    public async Task A_long_text_of_the_system_is_folded()
    {
        await using var page = new PageContext(web, "u");
        var system = Hello with { MessageType = MessageType.System };

        Assert.Empty(Show(page, system).FindAll("details"));
        Assert.Equal("401 characters", Show(page, system with { Content = new string('x', 401) }).Find("details summary").TextContent);
        Assert.Empty(Show(page, system with { MessageType = MessageType.User, Content = new string('x', 401) }).FindAll("details"));
    }

    [Fact]
    public async Task A_very_long_text_is_formatted_when_asked()
    {
        await using var page = new PageContext(web, "u");
        var view = Show(page, Hello with { Content = "*a* " + new string('x', 50_000) });
        Assert.Empty(view.FindAll("em"));
        Assert.Equal(50_004, view.Find(".plain").TextContent.Length);

        await view.Find(".text-button").ClickAsync();

        Assert.Equal("a", view.Find("em").TextContent);
    }

    [Fact]
    public async Task It_renders_only_when_its_message_changes()
    {
        await using var page = new PageContext(web, "u");
        var view = Show(page, Hello);
        var renders = view.RenderCount;

        view.Render(parameters => parameters.Add(it => it.Message, Hello));
        Assert.Equal(renders, view.RenderCount);
        view.Render(parameters => parameters.Add(it => it.Message, Hello with { Content = "Other" }));
        Assert.NotEqual(renders, view.RenderCount);
    }

    private static IRenderedComponent<MessageView> Show(PageContext page, Message message, bool isGrowing = false) =>
        page.Render<MessageView>(parameters => parameters.Add(view => view.Message, message).Add(view => view.IsGrowing, isGrowing));
}
