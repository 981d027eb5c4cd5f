namespace Chat.Features.Sessions.ListSessions;

internal sealed class ListSessionsEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSessions()
        .MapGet("/chat-sessions", (ListSessionsQuery query, IMediator mediator, CancellationToken token) => mediator.Send(query, token))
        .WithName("ListSessions")
        .WithSummary("Lists the user's sessions")
        .WithDescription("Newest last message first. Filters combine with AND. `limit`, or an `after`, which may be empty, begins a walk, to read all sessions: newest creation first, an order that does not move while messages come. The answer is then `sessions` and `next_cursor` only; the same call with the cursor as `after` goes on, until it is null. Each session that is there throughout the walk comes exactly once.")
        .CacheOutput(StreamStampPolicy.Name)
        .Produces<ListSessionsResponse>()
        .ForAgentsToo();
}
