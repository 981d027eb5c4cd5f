namespace Chat.Features.Messages;

/// <summary>
/// A message opened for change: with its deltas, and as <paramref name="Stored"/> without them. The user's stream is locked, and
/// the draft, which is null when the message does not grow.
/// </summary>
internal sealed record OpenMessage(IEventStream<UserStats> Stream, ChatSession Session, ChatMessage Stored, ChatMessage Message, MessageDraft? Draft)
{
    /// <exception cref="ConflictException">Its text was removed for good.</exception>
    internal void CheckNotDeleted()
    {
        if (Message.Status == MessageStatus.Deleted)
            throw new ConflictException("The message was deleted");
    }

    internal MessageJudged Judged(FeedbackRating? after, DateTimeOffset at) =>
        new(Session.Id, Message.Id, Session.AgentType, Message.Feedback?.Rating, after, at);

    internal DateTimeOffset NextUpdate(DateTimeOffset now) => now.OrJustAfter(Message.UpdatedAt);
}
