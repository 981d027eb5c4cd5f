namespace Chat.Features.Live.WatchEvents;

internal sealed class WatchEventsEndpoint : ICarterModule
{
    private const string LastEventId = "Last-Event-ID";

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var routes = app.MapLive();
        Describe(routes.MapGet("/events", HandleAllAsync))
            .WithName("WatchEvents")
            .WithSummary("Tells what happens to the user's sessions and messages");
        Describe(routes.MapGet("/{session_id}/events", HandleAsync))
            .WithName("WatchSessionEvents")
            .WithSummary("Tells what happens to a session and its messages")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint) => endpoint
        .WithDescription(
            "Server-sent events. With `Last-Event-ID`, or `after`, every later event comes first, in order and exactly once. "
            + "Messages that are streaming come as `message.delta`, without id; what they are so far comes at the start.")
        .WithQuery(new QueryParameter("after", typeof(long), "The id of the last event that the reader has; the header `Last-Event-ID` counts before it.")
        {
            Minimum = 0,
            Maximum = PagingRules.LastPage,
        })
        .Produces<string>(StatusCodes.Status200OK, "text/event-stream");

    private static Task<EventStream> HandleAllAsync(HttpRequest request, IMediator mediator, CancellationToken token) =>
        StartAsync(null, request, mediator, token);

    private static Task<EventStream> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, HttpRequest request, IMediator mediator, CancellationToken token) =>
        StartAsync(SessionPath.Id(sessionId), request, mediator, token);

    private static async Task<EventStream> StartAsync(long? sessionId, HttpRequest request, IMediator mediator, CancellationToken token)
    {
        var after = After(request);
        var first = await mediator.Send(new WatchEventsQuery(sessionId, after is { } version ? new Position(version) : null), token);
        return new EventStream(first, sessionId);
    }

    private static long? After(HttpRequest request)
    {
        var query = new QueryReader(request.Query);
        var after = query.Number("after");
        return request.Headers[LastEventId] switch
        {
            [] or [""] => after,
            [{ } id] when long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => version,
            _ => throw new InvalidRequestException("last_event_id", $"{LastEventId} must be the id of an event"),
        };
    }
}
