namespace Chat.Features.Live.WatchEvents;

/// <summary>Reads what happened to the current user's sessions and messages since the last look.</summary>
/// <param name="SessionId">Only to this session; null for all of them.</param>
/// <param name="Seen">What the reader has; null for a reader that has what there is now.</param>
public sealed record WatchEventsQuery(long? SessionId, Position? Seen) : IQuery<EventPage>;
