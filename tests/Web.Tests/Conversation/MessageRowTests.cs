using Bunit;
using Chat.Web.Conversation;
using Chat.Web.Messages;
using Web.Tests.Browsing;

namespace Web.Tests.Conversation;

public sealed class MessageRowTests(WebFixture web)
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Only_the_message_that_grows_renders_again()
    {
        await using var page = new PageContext(web, ChatServer.NewUser());
        var rendered = new List<long>();
        page.ComponentFactories.AddStub<MessageView>(parameters =>
        {
            rendered.Add(parameters.Get(view => view.Message).Id);
            return "";
        });
        var (growing, other) = (new ShownMessage(Growing(1)), new ShownMessage(Growing(2)));
        Show(growing);
        var otherRow = Show(other);
        rendered.ShouldBe([1, 2]);

        growing.Append(0, "Hello");
        await Eventually.HoldsAsync("it renders again", () => rendered.Count == 3);
        rendered[2].ShouldBe(1);

        // The list gives all of its rows their parameters when a message comes.
        otherRow.Render(parameters => parameters.Add(shown => shown.Shown, other));
        rendered.Count.ShouldBe(3);
        otherRow.Render(parameters => parameters.Add(shown => shown.Shown, other).Add(shown => shown.Day, "Today"));
        otherRow.Find("h2").TextContent.ShouldBe("Today");

        IRenderedComponent<MessageRow> Show(ShownMessage message) => page.Render<MessageRow>(parameters => parameters.Add(shown => shown.Shown, message));
    }

    [Theory]
    [InlineData(MessageType.User, false, "message-row-user")]
    [InlineData(MessageType.Assistant, false, "message-row-assistant")]
    [InlineData(MessageType.Assistant, true, "message-row-tool")]
    [InlineData(MessageType.System, false, "message-row-system")]
    public async Task A_row_says_who_speaks_and_where_it_is(MessageType type, bool isOfTool, string name)
    {
        await using var page = new PageContext(web, ChatServer.NewUser());
        page.ComponentFactories.AddStub<MessageView>();
        var message = Growing(7) with { MessageType = type, Metadata = isOfTool ? new() { ["tool_call_id"] = "1" } : [] };

        var row = page.Render<MessageRow>(parameters => parameters.Add(shown => shown.Shown, new ShownMessage(message))).Find("li");

        row.ClassList.ShouldContain(name);
        (row.GetAttribute("aria-posinset"), row.GetAttribute("aria-busy")).ShouldBe(("7", "true"));
    }

    private static Message Growing(long sequence) =>
        new(sequence, 1, "", MessageType.Assistant, AgentType.Primary, Noon, [], sequence, MessageStatus.Streaming, "bot", Noon, 1);
}
