namespace Chat.Client;

/// <summary>A conversation of a user with a kind of agent.</summary>
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
/// <param name="DeactivatedSessionIds">After a call that made it active: the sessions that became inactive for it. Otherwise null.</param>
public sealed record Session(
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
    IReadOnlyList<long>? DeactivatedSessionIds = null);
