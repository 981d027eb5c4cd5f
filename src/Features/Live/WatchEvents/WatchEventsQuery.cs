namespace Chat.Features.Live.WatchEvents;

/// <summary>Reads events of the current user, or of one session, after a position.</summary>
public sealed record WatchEventsQuery(
    [FromRoute] long? SessionId = null,
    [Description("The id of the last event that the reader has; the header `Last-Event-ID` counts before it."), Range(0, Bounds.MaxSafeInteger)] long? After = null)
    : IQuery<EventPage>, IFromUrl<WatchEventsQuery>
{
    /// <summary>The reader's position; null starts after the last event.</summary>
    public Position? Seen { get; init; } = After is { } version ? new Position(version) : null;
}
