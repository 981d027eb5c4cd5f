namespace Chat.Features.Drafts.AppendMessage;

internal static class AppendMessageDecision
{
    /// <summary>How far the message has grown with the delta: no further than its session's agent type allows, and later than before.</summary>
    /// <exception cref="ValidationException">It would be too long.</exception>
    internal static MessageDraft Grow(MessageDraft draft, string delta, DateTimeOffset at)
    {
        var length = draft.Length + CodePoints.Count(delta);
        if (length > draft.MaxLength)
            throw new ValidationException([new ValidationFailure("delta", TextRules.TooLong("content", (int)draft.MaxLength))]);
        return draft with { Length = length, TouchedAt = at > draft.TouchedAt ? at : draft.TouchedAt.AddMicroseconds(1) };
    }

    /// <summary>A complete message begins to grow.</summary>
    /// <exception cref="ConflictException">It was interrupted: what is there stays as it is.</exception>
    internal static MessageDraft Begin(OpenMessage open, long maxLength)
    {
        var length = CodePoints.Count(open.Message.Content);
        return open.Message.Status != MessageStatus.Interrupted
            ? MessageDraft.Of(open.Message, maxLength, length)
            : throw new ConflictException("The message was interrupted; post another one", length);
    }
}
