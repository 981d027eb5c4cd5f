namespace Chat.Features.Transfer.ImportSessions;

/// <summary>The conversations of another service.</summary>
internal interface IConversationFormat
{
    /// <summary>The session that a conversation becomes, and its messages on the branch that the user saw last.</summary>
    /// <exception cref="ImportException">It can't be read.</exception>
    (SourceSession Session, IReadOnlyList<ChatMessage> Messages) Read(JsonElement conversation, long number);
}
