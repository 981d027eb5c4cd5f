using Web.Tests.Browsing;
using Web.Tests.Conversation;

namespace Web.Tests.Messages;

/// <summary>Each block of a text reads in its own direction, whatever comes before it.</summary>
public sealed class RightToLeftTests(WebFixture web)
{
    private readonly string _user = ChatServer.NewUser();

    [Theory]
    [InlineData("Hello, all.", "שלום לכולם.")]
    [InlineData("שלום לכולם.", "Hello, all.")]
    public async Task A_block_begins_at_its_own_side(string first, string second)
    {
        var chat = web.ClientOf(_user);
        var session = (await chat.CreateSessionAsync(new NewSession("مرحبا"), cancellationToken: TestContext.Current.CancellationToken)).Id;
        await chat.PostMessageAsync(
            session, new NewMessage($"{first}\n\n{second}\n\n- {second}\n\n```\nשלום = 1;\n```", MessageType.Assistant, AgentType.Primary), cancellationToken: TestContext.Current.CancellationToken);
        var page = await web.SignInAsync(_user, $"sessions/{session}");
        var blocks = page.Row(1).Locator(".markdown p, .markdown li, .markdown pre");
        await Assertions.Expect(blocks).ToHaveCountAsync(4);

        (await SidesAsync(blocks)).ShouldBe([SideOf(first), SideOf(second), SideOf(second), "left"]);
        (await SidesAsync(page.Locator(".session-title"))).ShouldBe(["right"]);
    }

    private static string SideOf(string text) => text[0] == 'H' ? "left" : "right";

    // Where the first letter is, in the box of its block.
    private static Task<string[]> SidesAsync(ILocator blocks) => blocks.EvaluateAllAsync<string[]>("""
        blocks => blocks.map(block => {
          let text = block;
          while (text.firstChild) text = text.firstChild;
          const letter = document.createRange();
          letter.setStart(text, 0);
          letter.setEnd(text, 1);
          const [box, at] = [block.getBoundingClientRect(), letter.getBoundingClientRect()];
          return at.left - box.left < box.right - at.right ? 'left' : 'right';
        })
        """);
}
