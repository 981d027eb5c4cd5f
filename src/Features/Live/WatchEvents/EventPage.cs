namespace Chat.Features.Live.WatchEvents;

/// <summary>Events in order, and the position after them.</summary>
/// <param name="Events">The events.</param>
/// <param name="Seen">The position.</param>
/// <param name="IsMore">Whether there are more events now.</param>
/// <param name="IsEnd">Whether there will be no more: what the reader watched was erased or purged.</param>
public sealed record EventPage(IReadOnlyList<LiveEvent> Events, Position Seen, bool IsMore, bool IsEnd = false);
