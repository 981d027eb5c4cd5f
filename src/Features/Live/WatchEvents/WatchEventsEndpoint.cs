namespace Chat.Features.Live.WatchEvents;

internal sealed class WatchEventsEndpoint : ICarterModule
{
    private const string LastEventId = "Last-Event-ID";

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var routes = app.MapLive();
        Describe(routes.MapGet("/events", HandleAsync))
            .WithName("WatchEvents")
            .WithSummary("Tells what happens to the user's sessions and messages");
        Describe(routes.MapGet("/{session_id}/events", HandleAsync))
            .WithName("WatchSessionEvents")
            .WithSummary("Tells what happens to a session and its messages");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint) => endpoint
        .WithDescription(
            "Server-sent events. With `Last-Event-ID`, or `after`, every later event comes first, in order and exactly once. "
            + "Messages that are streaming come as `message.delta`, without id; what they are so far comes at the start. "
            + "A position that the service does not have yet, as after a restore or after everything of the user was erased, is answered with `reset`, then with what happens from now on. "
            + "A stream ends when its session is erased, after `session.erased`, and when everything of the user is, after `reset`. "
            + "A user may have only so many streams open at once; one more is a 429.")
        .RequireRateLimiting(RateLimitPolicies.OpenStreams)
        .Produces<string>(StatusCodes.Status200OK, "text/event-stream");

    private static async Task<EventStream> HandleAsync(WatchEventsQuery query, HttpRequest request, IMediator mediator, CancellationToken token)
    {
        var first = await mediator.Send(new WatchEventsQuery(query.SessionId, LastSeen(request) ?? query.After), token);
        return new EventStream(first);
    }

    private static long? LastSeen(HttpRequest request) => request.Headers[LastEventId] switch
    {
        [] or [""] => null,
        [{ } id] when long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version <= Bounds.MaxSafeInteger => version,
        _ => throw new InvalidRequestException(LastEventId, $"{LastEventId} must be the id of an event"),
    };
}
