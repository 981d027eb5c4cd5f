namespace Chat.Features.Sessions.CreateSession;

internal sealed class CreateSessionEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSessions()
        .MapPost("/chat-sessions", HandleAsync)
        .WithName("CreateSession")
        .WithSummary("Creates a session")
        .WithDescription("Over the limit of active sessions of the agent type, the others with the oldest last message become inactive, those with a streaming message last; `deactivated_session_ids` names them.")
        .WithMetadata(new CreatedLocation(), new RequestExample("A session", """
            {"title": "My Chat Session", "agent_type": "primary", "metadata": {"key": "value"}, "is_active": true}
            """))
        .ForAgentsToo();

    private static async Task<OkWithETag<SessionResponse>> HandleAsync(CreateSessionCommand command, IMediator mediator, CancellationToken token)
    {
        var session = await mediator.Send(command, token);
        return session.ToResult(SessionPath.To(session.Id));
    }
}
