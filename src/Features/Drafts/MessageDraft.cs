namespace Chat.Features.Drafts;

/// <summary>A message that grows. Its row is the lock for appends; the texts are <see cref="MessageDelta"/>s. Deleted when the message is closed.</summary>
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

    /// <summary>Most code points of the message.</summary>
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
        // No index on the time: an append then updates no index.
        mapping.AddIndex("tenant_id", "session_id").Name = "ix_messagedraft_session";

        void Duplicate(string member, string column) =>
            mapping.DuplicateField([typeof(MessageDraft).GetProperty(member)!], columnName: column, notNull: true);
    }
}
