namespace Chat.Features.Sessions.GetSession;

internal sealed class GetSessionEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSessions()
        .MapGet("/chat-sessions/{session_id}", (GetSessionQuery query, IMediator mediator, CancellationToken token) => mediator.Send(query, token))
        .WithName("GetSession")
        .WithSummary("Reads a session")
        .WithDescription("Inactive sessions are returned as well. With messages, the newest 200 come in ascending sequence.")
        .WithMetadata(new EntityTagged())
        .CacheOutput(StreamStampPolicy.Name)
        .Produces<GetSessionResponse>()
        .ForAgentsToo();
}
