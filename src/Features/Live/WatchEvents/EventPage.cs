namespace Chat.Features.Live.WatchEvents;

/// <summary>Events in order, and the position after them.</summary>
public sealed record EventPage(IReadOnlyList<LiveEvent> Events, Position Seen, bool IsMore);
