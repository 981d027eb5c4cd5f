namespace Chat.AgentFramework;

/// <summary>How a <see cref="ChatSessionHistoryProvider"/> reads and stores.</summary>
public sealed record ChatHistoryOptions
{
    /// <summary>The kind of agent of the answers, and of sessions that are created.</summary>
    public AgentType AgentType { get; init; } = AgentType.Primary;

    /// <summary>Most tokens of the history together, 1 to 1,000,000: for a text one for four bytes, and four a message.</summary>
    public int MaxTokens { get; init; } = 32_000;

    /// <summary>The service's <c>CHAT_MESSAGE_MAX_LENGTH</c>, in code points. A longer text becomes several messages.</summary>
    public int MaxMessageLength { get; init; } = 10_000;

    /// <summary>The title of sessions that are created; null takes the first line of the question, up to 60 code points.</summary>
    public string? Title { get; init; }

    /// <summary>How long storing is tried, after the run was cancelled too.</summary>
    public TimeSpan StoreTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Which of the messages that are given to a run are stored. Null stores those of the caller, not those of context providers, which come anew
    /// with each run.
    /// </summary>
    public Func<IEnumerable<ChatMessage>, IEnumerable<ChatMessage>>? RequestFilter { get; init; }

    /// <summary>
    /// Changes the history before the agent gets it, to drop messages that are not to be trusted, say. <see cref="ChatMessages.GetChatMessageId"/>
    /// and <see cref="ChatMessages.GetPostedBy"/> tell where a message comes from. Null gives all of it.
    /// </summary>
    public Func<IEnumerable<ChatMessage>, IEnumerable<ChatMessage>>? HistoryFilter { get; init; }
}
