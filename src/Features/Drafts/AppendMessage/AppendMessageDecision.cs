namespace Chat.Features.Drafts.AppendMessage;

internal static class AppendMessageDecision
{
    /// <exception cref="ValidationException">The message would be too long.</exception>
    internal static MessageDraft Grow(MessageDraft draft, string delta, DateTimeOffset at)
    {
        var length = draft.Length + CodePoints.Count(delta);
        if (length > draft.MaxLength)
            throw new ValidationException([new ValidationFailure("delta", TextRules.TooLong("content", (int)draft.MaxLength))]);
        return draft with { Length = length, TouchedAt = at.OrJustAfter(draft.TouchedAt) };
    }

    /// <summary>Starts the draft of a complete message.</summary>
    /// <exception cref="ConflictException">The message was interrupted.</exception>
    internal static MessageDraft Begin(OpenMessage open, long maxLength)
    {
        var length = CodePoints.Count(open.Message.Content);
        return open.Message.Status != MessageStatus.Interrupted
            ? MessageDraft.Of(open.Message, maxLength, length)
            : throw new ConflictException("The message was interrupted; post another one", length);
    }
}
