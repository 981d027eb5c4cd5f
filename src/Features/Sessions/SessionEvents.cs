namespace Chat.Features.Sessions;

/// <summary>An event of one session. Events never hold the text of a message.</summary>
public interface ISessionEvent
{
    long SessionId { get; }

    /// <summary>UTC, microseconds.</summary>
    DateTimeOffset At { get; }
}

/// <summary>An event with private text: a title, and metadata. Both are erased with the session.</summary>
public interface ISessionText : ISessionEvent
{
    string? Title { get; }
}

/// <summary>An event that removes a session, with its share of the statistics.</summary>
public interface ISessionRemoval : ISessionEvent
{
    AgentType AgentType { get; }

    bool IsActive { get; }

    long MessageCount { get; }

    /// <summary>The first creation of the remaining sessions of its agent type.</summary>
    DateTimeOffset? Oldest { get; }

    /// <summary>The last creation of the remaining sessions of its agent type.</summary>
    DateTimeOffset? Newest { get; }

    /// <summary>Its messages with the feedback <c>up</c>.</summary>
    long Up { get; }

    /// <summary>Its messages with the feedback <c>down</c>.</summary>
    long Down { get; }
}

public sealed record SessionCreated(long SessionId, string Title, AgentType AgentType, bool IsActive, JsonElement Metadata, DateTimeOffset At) : ISessionText;

/// <summary>A session came whole, with messages that have no events of their own.</summary>
public sealed record SessionCopied(
    long SessionId,
    string Title,
    AgentType AgentType,
    bool IsActive,
    JsonElement Metadata,
    CopiedMessages Messages,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastMessageAt,
    DateTimeOffset At) : ISessionText;

/// <summary>A session got another title or other metadata; null means unchanged.</summary>
public sealed record SessionUpdated(long SessionId, string? Title, JsonElement? Metadata, DateTimeOffset At) : ISessionText;

/// <summary>An active session became inactive.</summary>
public sealed record SessionDeactivated(long SessionId, AgentType AgentType, DeactivationReason Reason, DateTimeOffset At) : ISessionEvent;

/// <summary>An inactive session became active.</summary>
public sealed record SessionReactivated(long SessionId, AgentType AgentType, DateTimeOffset At) : ISessionEvent;

/// <summary>A message was stored; <paramref name="AgentType"/> is the session's.</summary>
public sealed record MessagePosted(
    long SessionId, long MessageId, AgentType AgentType, MessageType MessageType, long Sequence, DateTimeOffset At) : ISessionEvent;

/// <summary>Content or metadata of a message changed; the earlier version is kept as a revision.</summary>
public sealed record MessageEdited(long SessionId, long MessageId, long Revision, DateTimeOffset At) : ISessionEvent;

/// <summary>A message that was posted in parts is complete.</summary>
public sealed record MessageFinished(long SessionId, long MessageId, DateTimeOffset At) : ISessionEvent;

/// <summary>A message that was posted in parts was aborted or timed out.</summary>
public sealed record MessageInterrupted(long SessionId, long MessageId, DateTimeOffset At) : ISessionEvent;

/// <summary>
/// The user gave feedback on a message, or removed it; <paramref name="AgentType"/> is the session's. Before and after may be equal,
/// when the comment changed.
/// </summary>
public sealed record MessageJudged(
    long SessionId, long MessageId, AgentType AgentType, FeedbackRating? Before, FeedbackRating? After, DateTimeOffset At) : ISessionEvent
{
    /// <summary>By how much the number of messages with a rating changes.</summary>
    internal long ChangeOf(FeedbackRating rating) => (After == rating ? 1 : 0) - (Before == rating ? 1 : 0);
}

/// <summary>The text of a message was removed for good.</summary>
public sealed record MessageDeleted(long SessionId, long MessageId, DateTimeOffset At) : ISessionEvent;

/// <summary>The earlier versions of a message were removed for good.</summary>
public sealed record RevisionsErased(long SessionId, long MessageId, DateTimeOffset At) : ISessionEvent;

/// <summary>An inactive session was purged.</summary>
public sealed record SessionPurged(
    long SessionId, AgentType AgentType, long MessageCount, DateTimeOffset? Oldest, DateTimeOffset? Newest, DateTimeOffset At,
    long Up = 0, long Down = 0) : ISessionRemoval
{
    bool ISessionRemoval.IsActive => false;
}

/// <summary>A session was erased because its user asked for it.</summary>
public sealed record SessionErased(
    long SessionId, AgentType AgentType, bool IsActive, long MessageCount, DateTimeOffset? Oldest, DateTimeOffset? Newest, long Up, long Down, DateTimeOffset At)
    : ISessionRemoval;
