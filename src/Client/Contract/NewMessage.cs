namespace Chat.Client;

/// <summary>A message to post.</summary>
/// <param name="Content">1 to 10,000 code points, or as the service is configured; may be empty while streaming and in tool turns.</param>
/// <param name="MessageType"><c>User</c> when null.</param>
/// <param name="AgentType">Required for an assistant's message.</param>
/// <param name="Metadata">At most 65,536 bytes and 32 levels.</param>
/// <param name="Status"><c>Complete</c> when null; or <c>Streaming</c>.</param>
public sealed record NewMessage(
    string Content,
    MessageType? MessageType = null,
    AgentType? AgentType = null,
    JsonObject? Metadata = null,
    MessageStatus? Status = null);
