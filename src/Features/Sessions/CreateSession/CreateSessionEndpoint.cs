namespace Chat.Features.Sessions.CreateSession;

internal sealed class CreateSessionEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSessions()
        .MapPost("/chat-sessions", HandleAsync)
        .WithName("CreateSession")
        .WithSummary("Creates a session")
        .WithDescription("Over the limit of active sessions of the agent type, the others with the oldest last message become inactive.")
        .WithJsonBody<CreateSessionCommand>(new RequestExample("A session", """
            {"title": "My Chat Session", "agent_type": "primary", "metadata": {"key": "value"}, "is_active": true}
            """))
        .WithLocation()
        .WithEntityTag()
        .ForAgentsToo();

    private static async Task<Ok<SessionResponse>> HandleAsync(HttpRequest request, IMediator mediator, CancellationToken token)
    {
        var session = await mediator.Send(await JsonBody.ReadAsync<CreateSessionCommand>(request, token), token);
        request.HttpContext.Response.Headers.Location = SessionPath.To(session.Id);
        request.HttpContext.Response.Headers.ETag = session.EntityTag;
        return TypedResults.Ok(SessionResponse.Of(session));
    }
}
