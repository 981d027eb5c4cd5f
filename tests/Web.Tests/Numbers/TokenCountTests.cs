using System.Text.Json.Nodes;
using Chat.Web.Numbers;
using Web.Tests.Browsing;

namespace Web.Tests.Numbers;

public sealed class TokenCountTests(WebFixture web)
{
    [Fact]
    public async Task They_are_those_of_the_service()
    {
        var chat = web.Client(ChatServer.NewUser());
        var session = await chat.CreateSessionAsync(new NewSession("Tokens"), cancellationToken: TestContext.Current.CancellationToken);
        foreach (var (text, metadata) in new (string, JsonObject?)[]
        {
            ("a", null), ("four", null), ("fives", null), ("👋 мир 世界", null), ("counted", new JsonObject { ["tokens"] = 77 }),
            ("none", new JsonObject { ["tokens"] = 0 }), ("less", new JsonObject { ["tokens"] = -1 }), ("a text", new JsonObject { ["tokens"] = "5" }),
            ("whole", new JsonObject { ["tokens"] = 5.0 }), ("a part", new JsonObject { ["tokens"] = 5.5 }),
        })
        {
            await chat.PostMessageAsync(session.Id, new NewMessage(text, Metadata: metadata), cancellationToken: TestContext.Current.CancellationToken);
            var context = await chat.GetContextAsync(session.Id, 10_000, TestContext.Current.CancellationToken);

            context.TotalTokens.ShouldBe(context.Messages.Sum(TokenCount.Of), text);
        }
    }
}
