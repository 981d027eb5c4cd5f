using Chat.AgentFramework;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace Client.Tests.AgentFramework;

/// <summary>An agent of the framework whose history is in the service.</summary>
internal sealed record AgentConversation(IChatApi Api, ChatSessionHistoryProvider History, ChatClientAgent Agent, AgentSession Session)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal long SessionId => History.GetChatSessionId(Session).ShouldNotBeNull();

    internal static async Task<AgentConversation> BeginAsync(
        IChatApi api,
        IChatClient model,
        bool hasDrafts,
        bool isPerCall = false,
        IList<AITool>? tools = null,
        ChatHistoryOptions? options = null,
        System.Text.Json.JsonElement? saved = null,
        Action<ChatClientAgentOptions>? configure = null)
    {
        var history = new ChatSessionHistoryProvider(api, options);
        var all = new ChatClientAgentOptions
        {
            Name = "bot",
            ChatHistoryProvider = history,
            RequirePerServiceCallChatHistoryPersistence = isPerCall,
            ChatOptions = new ChatOptions { Tools = tools, Instructions = "Be kind" },
        };
        configure?.Invoke(all);
        var agent = new ChatClientAgent(hasDrafts ? model.AsBuilder().UseChatDrafts(history).Build() : model, all);
        var session = saved is { } json ? await agent.DeserializeSessionAsync(json, cancellationToken: Token) : await agent.CreateSessionAsync(Token);
        return new AgentConversation(api, history, agent, session);
    }

    internal async Task<string> StreamAsync(string question, CancellationToken? token = null)
    {
        var text = "";
        await foreach (var update in Agent.RunStreamingAsync(question, Session, cancellationToken: token ?? Token))
            text += update.Text;
        return text;
    }

    /// <summary>Reads so many updates, then no more.</summary>
    internal async Task BreakAsync(string question, int updates)
    {
        await foreach (var _ in Agent.RunStreamingAsync(question, Session, cancellationToken: Token))
        {
            if (--updates == 0)
                break;
        }
    }

    /// <summary>What the service has, as <c>type: content</c>, with the status unless it is complete.</summary>
    internal async Task<IReadOnlyList<string>> StoredAsync() => [.. (await MessagesAsync()).Select(Describe)];

    internal async Task<IReadOnlyList<Message>> MessagesAsync() => await Api.ListMessagesAsync(SessionId, cancellationToken: Token).ToListAsync(Token);

    private static string Describe(Message message)
    {
        var turn = message.Metadata.ContainsKey("tool_calls") ? " +call" : message.Metadata.ContainsKey("tool_call_id") ? " +result" : "";
        var status = message.Status == MessageStatus.Complete ? "" : $" ({message.Status})";
        return $"{message.MessageType}: {message.Content}{turn}{status}";
    }
}
