namespace Chat.Features.Messages;

/// <summary>A message whose user's stream is locked, so that nobody else changes it.</summary>
/// <param name="Stream">Takes the events.</param>
/// <param name="Session">The message's session.</param>
/// <param name="Stored">The message without what was appended to it since.</param>
/// <param name="Message">The message as clients see it.</param>
/// <param name="Draft">How far it has grown, locked; null when it does not grow.</param>
internal sealed record OpenMessage(IEventStream<UserStats> Stream, ChatSession Session, ChatMessage Stored, ChatMessage Message, MessageDraft? Draft)
{
    /// <summary>The time of the next change: later than the last, whatever the clocks of the hosts say.</summary>
    internal DateTimeOffset NextUpdate(DateTimeOffset now) => now > Message.UpdatedAt ? now : Message.UpdatedAt.AddMicroseconds(1);
}
