namespace Chat.Features.Drafts;

/// <summary>
/// A message that grows: its row is the lock that makes appends take turns, and says how far it has come. What was appended
/// lies beside it as <see cref="MessageDelta"/>s, so that an append costs the same however long the message is. Gone when
/// the parts have been put together.
/// </summary>
public sealed record MessageDraft
{
    public long Id { get; set; }

    public long SessionId { get; init; }

    /// <summary>Whether the message is <c>streaming</c>; false for a complete one that is appended to.</summary>
    public bool IsStreaming { get; init; }

    /// <summary>The agent that posted the message; null when the user did.</summary>
    public string? PostedBy { get; init; }

    public long Revision { get; init; }

    /// <summary>Code points of the message so far.</summary>
    public long Length { get; init; }

    /// <summary>The most it may have.</summary>
    public long MaxLength { get; init; }

    /// <summary>When it last grew: UTC, microseconds, later each time.</summary>
    public DateTimeOffset TouchedAt { get; init; }

    internal static MessageDraft Of(ChatMessage message, long maxLength, long length) => new()
    {
        Id = message.Id,
        SessionId = message.SessionId,
        IsStreaming = message.Status == MessageStatus.Streaming,
        PostedBy = message.PostedBy,
        Revision = message.Revision,
        Length = length,
        MaxLength = maxLength,
        TouchedAt = message.UpdatedAt,
    };

    public static void ConfigureMarten(DocumentMapping<MessageDraft> mapping)
    {
        Duplicate(nameof(SessionId), "session_id");
        Duplicate(nameof(TouchedAt), "touched_at");
        // Not the time: an append that changes no indexed column leaves the indexes alone.
        mapping.AddIndex("tenant_id", "session_id").Name = "ix_messagedraft_session";

        void Duplicate(string member, string column) =>
            mapping.DuplicateField([typeof(MessageDraft).GetProperty(member)!], columnName: column, notNull: true);
    }
}
