namespace Chat.Features.Live.WatchEvents;

/// <summary>Reads what happened to the current user's sessions and messages, or to one session and its messages, since the last look.</summary>
public sealed record WatchEventsQuery(
    [FromRoute] long? SessionId = null,
    [Description("The id of the last event that the reader has; the header `Last-Event-ID` counts before it."), Range(0, Bounds.MaxSafeInteger)] long? After = null)
    : IQuery<EventPage>, IFromUrl<WatchEventsQuery>
{
    /// <summary>What the reader has; null for a reader that has what there is now.</summary>
    public Position? Seen { get; init; } = After is { } version ? new Position(version) : null;
}
