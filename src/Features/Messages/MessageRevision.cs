namespace Chat.Features.Messages;

/// <summary>A message as it was before an edit.</summary>
public sealed record MessageRevision
{
    /// <summary>The message's id and the revision.</summary>
    public string Id { get; set; } = "";

    /// <summary>The message.</summary>
    public long MessageId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public long Revision { get; init; }

    /// <summary>The message as clients saw it, without feedback: that is of the message, and can be removed.</summary>
    public ChatMessage Message { get; init; } = new();

    public static void ConfigureMarten(DocumentMapping<MessageRevision> mapping)
    {
        mapping.DuplicateField([typeof(MessageRevision).GetProperty(nameof(MessageId))!], columnName: "message_id", notNull: true);
        mapping.DuplicateField([typeof(MessageRevision).GetProperty(nameof(Revision))!], columnName: "revision", notNull: true);
        mapping.AddIndex("tenant_id", "message_id", "revision").Name = "ix_messagerevision_of_message";
    }

    internal static MessageRevision Of(ChatMessage message) =>
        new() { Id = $"{message.Id}-{message.Revision}", MessageId = message.Id, Revision = message.Revision, Message = message with { Feedback = null } };
}
