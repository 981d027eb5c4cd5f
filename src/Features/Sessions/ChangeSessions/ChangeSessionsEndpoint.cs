namespace Chat.Features.Sessions.ChangeSessions;

internal sealed class ChangeSessionsEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSessions()
        .MapPost("/chat-sessions/bulk", (ChangeSessionsCommand command, IMediator mediator, CancellationToken token) => mediator.Send(command, token))
        .WithName("ChangeSessions")
        .WithSummary("Deactivates, reactivates or erases several sessions")
        .WithDescription(
            "All of them or none: a session that the user does not have is a 404 that names it. `erase` removes them for good, as a DELETE with `permanent=true`. "
            + "`reactivate` keeps the limit of active sessions: those of the call win over others; where they are more than the limit themselves, "
            + "the later ids of the call win over the earlier ones, which become or stay inactive.")
        .WithMetadata(
            new RequestExample("Putting away", """{"action": "deactivate", "ids": [17, 18]}"""),
            new RequestExample("Erasing", """{"action": "erase", "ids": [17]}"""))
        .ProducesProblem(StatusCodes.Status404NotFound);
}
