using System.Runtime.CompilerServices;
using Chat.AgentFramework;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace Client.Tests.AgentFramework;

/// <summary>The example of the package's README runs as it stands there.</summary>
public sealed class AgentFrameworkReadmeTests(ChatFixture fixture)
{
    [Fact]
    public async Task The_example_answers_and_stores()
    {
        var user = ChatServer.NewUser();
        var chat = fixture.Server.ClientOf(user);
        var model = new ScriptedModel(ScriptedModel.Says("Hi", " there"));
#pragma warning disable xUnit1051 // The example needs no token.
        // The example:
        var history = new ChatSessionHistoryProvider(chat);
        var agent = new ChatClientAgent(
            model.AsBuilder().UseChatDrafts(history).Build(),
            new ChatClientAgentOptions { Name = "helper", ChatHistoryProvider = history });

        var (store, key) = (new ChatSessionStore(chat), new AgentSessionStoreKey("thread-1"));
        var session = await store.GetOrCreateSessionAsync(agent, key);
        await foreach (var update in agent.RunStreamingAsync("Hello", session))
            Console.Write(update.Text);
        await store.SaveSessionAsync(agent, key, session);
        // End.
        var stored = await chat.ListMessagesAsync(history.GetChatSessionId(session).ShouldNotBeNull()).Select(message => message.Content).ToListAsync();
#pragma warning restore xUnit1051

        stored.ShouldBe(["Hello", "Hi there"]);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/AgentFramework/README.md")]
    public void The_example_is_that_of_the_READMEs(string page)
    {
        var source = File.ReadAllText(Here()).ReplaceLineEndings("\n");
        var example = source[source.IndexOf("// The example:\n", StringComparison.Ordinal)..source.IndexOf("        // End.\n", StringComparison.Ordinal)].Split('\n', 2)[1];

        var readme = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "../../..", page)).ReplaceLineEndings("\n");

        readme.ShouldContain("```csharp\n" + string.Join('\n', example.Split('\n').Select(line => line.Length > 8 ? line[8..] : line)) + "```\n");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
