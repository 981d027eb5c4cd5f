namespace Chat.Features.Messages;

/// <summary>
/// A message opened for change: with its deltas, and as <paramref name="Stored"/> without them. The user's stream is locked, and
/// the draft, which is null when the message does not grow.
/// </summary>
internal sealed record OpenMessage(IEventStream<UserStats> Stream, ChatSession Session, ChatMessage Stored, ChatMessage Message, MessageDraft? Draft)
{
    /// <summary>Always later than the last change, even when the hosts' clocks differ.</summary>
    internal DateTimeOffset NextUpdate(DateTimeOffset now) => now > Message.UpdatedAt ? now : Message.UpdatedAt.AddMicroseconds(1);
}
