namespace Chat.AgentFramework;

/// <summary>Adds drafts to a model.</summary>
public static class ChatDraftsSetup
{
    /// <summary>Stores the runs of agents with this history while they go on: see <see cref="DraftingChatClient"/>. Next to the model is its place.</summary>
    public static ChatClientBuilder UseChatDrafts(this ChatClientBuilder builder, ChatSessionHistoryProvider history) =>
        builder.Use(inner => new DraftingChatClient(inner, history));
}
