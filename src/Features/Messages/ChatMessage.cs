namespace Chat.Features.Messages;

/// <summary>A message of a session. The stored JSON is what clients see.</summary>
public sealed record ChatMessage
{
    /// <summary>Positive, unique in the installation, at most 2^53 - 1.</summary>
    public long Id { get; set; }

    /// <summary>Its session.</summary>
    public long SessionId { get; init; }

    /// <summary>The text, exactly as sent.</summary>
    [UpToSetting(nameof(ChatOptions.LargestMessageLength))]
    public string Content { get; init; } = "";

    /// <summary>Who speaks.</summary>
    public MessageType MessageType { get; init; }

    /// <summary>The agent that speaks; null when it was not given.</summary>
    public AgentType? AgentType { get; init; }

    /// <summary>UTC, microseconds. Says nothing about the order of messages.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The client's own data: a JSON object.</summary>
    public JsonElement Metadata { get; init; } = ChatJson.EmptyObject;

    /// <summary>The place in its session: 1, 2, 3 … without gaps.</summary>
    public long Sequence { get; init; }

    /// <summary>Whether all of it is there.</summary>
    public MessageStatus Status { get; init; }

    /// <summary>The agent that posted it: its token's <c>sub</c>; null when the user did.</summary>
    public string? PostedBy { get; init; }

    /// <summary>When it last changed: UTC, microseconds.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>1, and one more with each edit; earlier ones stay readable.</summary>
    public long Revision { get; init; } = 1;

    /// <summary>The user's feedback; null without any.</summary>
    public MessageFeedback? Feedback { get; init; }

    internal string EntityTag => EntityTagOf(Revision, UpdatedAt);

    internal OkWithETag<ChatMessage> ToResult() => new(this, EntityTag);

    /// <summary>The column <c>type_sequence</c>: its place among the session's messages of its type. 0 on a message that was read.</summary>
    [JsonIgnore]
    public long TypeSequence { get; init; }

    /// <summary>The column <c>message_type</c>, as the word, which Marten would not store for an enum.</summary>
    [JsonIgnore]
    public string TypeWord => Wire.Name(MessageType);

    internal static string EntityTagOf(long revision, DateTimeOffset updatedAt) =>
        $"\"{revision}-{(updatedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}\"";

    public static void ConfigureMarten(DocumentMapping<ChatMessage> mapping)
    {
        Duplicate(nameof(SessionId), "session_id");
        Duplicate(nameof(Sequence), "sequence");
        Duplicate(nameof(TypeWord), "message_type");
        // Nullable because the column was added to tables with rows.
        Duplicate(nameof(TypeSequence), "type_sequence", notNull: false);

        // The user's lock keeps sequences unique; this index enforces it.
        var sequence = mapping.AddIndex("tenant_id", "session_id", "sequence");
        (sequence.Name, sequence.IsUnique) = ("ux_chatmessage_sequence", true);
        mapping.AddIndex("session_id", "message_type", "type_sequence").Name = "ix_chatmessage_of_type";

        void Duplicate(string member, string column, bool notNull = true) =>
            mapping.DuplicateField([typeof(ChatMessage).GetProperty(member)!], columnName: column, notNull: notNull);
    }
}
