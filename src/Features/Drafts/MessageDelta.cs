namespace Chat.Features.Drafts;

/// <summary>A part that was appended to a message.</summary>
public sealed record MessageDelta
{
    /// <summary>The message's id and the start.</summary>
    public string Id { get; set; } = "";

    /// <summary>The message.</summary>
    public long MessageId { get; init; }

    /// <summary>Code points of the message before it.</summary>
    public long Start { get; init; }

    /// <summary>Never empty while message history is kept.</summary>
    public string Text { get; init; } = "";

    public static void ConfigureMarten(DocumentMapping<MessageDelta> mapping)
    {
        mapping.DuplicateField([typeof(MessageDelta).GetProperty(nameof(MessageId))!], columnName: "message_id", notNull: true);
        mapping.DuplicateField([typeof(MessageDelta).GetProperty(nameof(Start))!], columnName: "start", notNull: true);
        mapping.AddIndex("tenant_id", "message_id", "start").Name = "ix_messagedelta_place";
    }

    internal static MessageDelta At(long message, long start, string text) =>
        new() { Id = $"{message}-{start}", MessageId = message, Start = start, Text = text };
}
