namespace Chat.Features.Sessions.ListSessions;

internal sealed class ListSessionsEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSessions()
        .MapGet("/chat-sessions", (ListSessionsQuery query, IMediator mediator, CancellationToken token) => mediator.Send(query, token))
        .WithName("ListSessions")
        .WithSummary("Lists the user's sessions")
        .WithDescription("Newest last message first. Filters combine with AND.")
        .CacheOutput(StreamStampPolicy.Name)
        .Produces<ListSessionsResponse>()
        .ForAgentsToo();
}
