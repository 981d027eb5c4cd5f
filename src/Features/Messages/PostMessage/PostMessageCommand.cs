namespace Chat.Features.Messages.PostMessage;

/// <summary>Adds a message to a session of the current user.</summary>
/// <inheritdoc/>
public sealed record PostMessageCommand(
    string? Content, MessageType? MessageType = null, AgentType? AgentType = null, JsonElement? Metadata = null, PostedStatus? Status = null)
    : NewMessage(Content, MessageType, AgentType, Metadata, Status), ICommand<ChatMessage>, IFromBody<PostMessageCommand>, IMeasured<ChatMessage>
{
    [JsonIgnore, FromRoute]
    public long SessionId { get; init; }

    void IMeasured<ChatMessage>.Measure(ChatMessage response) => MessageMetrics.Count(response);
}
