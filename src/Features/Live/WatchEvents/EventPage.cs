namespace Chat.Features.Live.WatchEvents;

/// <summary>Some of what happened, in order.</summary>
/// <param name="Events">The events.</param>
/// <param name="Seen">What the reader has with them.</param>
/// <param name="IsMore">Whether there is more already.</param>
public sealed record EventPage(IReadOnlyList<LiveEvent> Events, Position Seen, bool IsMore);
