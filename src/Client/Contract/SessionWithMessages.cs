namespace Chat.Client;

/// <summary>A session and its newest messages.</summary>
/// <param name="Id">Positive, at most 2^53 - 1.</param>
/// <param name="UserId">Its owner.</param>
/// <param name="Title">1 to 255 code points, or as the service is configured.</param>
/// <param name="AgentType">The kind of agent that it is with.</param>
/// <param name="CreatedAt">UTC, microseconds.</param>
/// <param name="LastMessageAt">The time of its newest message, or of its creation.</param>
/// <param name="UpdatedAt">UTC, microseconds.</param>
/// <param name="IsActive">False after a deletion, or over the limit of active sessions.</param>
/// <param name="Metadata">The client's own data.</param>
/// <param name="MessageCount">Also the sequence of its newest message.</param>
/// <param name="Messages">At most 200, by sequence; empty when they were not asked for.</param>
public sealed record SessionWithMessages(
    long Id,
    string UserId,
    string Title,
    AgentType AgentType,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastMessageAt,
    DateTimeOffset UpdatedAt,
    bool IsActive,
    JsonObject Metadata,
    long MessageCount,
    IReadOnlyList<Message> Messages);
