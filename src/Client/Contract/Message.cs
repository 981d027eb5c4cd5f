namespace Chat.Client;

/// <summary>A message of a session.</summary>
/// <param name="Id">Positive, at most 2^53 - 1.</param>
/// <param name="SessionId">Its session.</param>
/// <param name="Content">Its text, as much as there is while it is streaming.</param>
/// <param name="MessageType">Who speaks.</param>
/// <param name="AgentType">The kind of agent that speaks; null when it was not given.</param>
/// <param name="CreatedAt">UTC, microseconds. Says nothing about the order of messages.</param>
/// <param name="Metadata">The client's own data.</param>
/// <param name="Sequence">The place in its session: 1, 2, 3 … without gaps.</param>
/// <param name="Status">Whether all of it is there.</param>
/// <param name="PostedBy">The agent that posted it; null when the user did.</param>
/// <param name="UpdatedAt">UTC, microseconds.</param>
/// <param name="Revision">1, and one more with each edit.</param>
/// <param name="Feedback">The user's feedback; null without any.</param>
public sealed record Message(
    long Id,
    long SessionId,
    string Content,
    MessageType MessageType,
    AgentType? AgentType,
    DateTimeOffset CreatedAt,
    JsonObject Metadata,
    long Sequence,
    MessageStatus Status,
    string? PostedBy,
    DateTimeOffset UpdatedAt,
    long Revision,
    MessageFeedback? Feedback = null);
