namespace Chat.Features.Sessions.DeleteSession;

internal sealed class DeleteSessionEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSessions()
        .MapDelete("/chat-sessions/{session_id}", (DeleteSessionCommand command, IMediator mediator, CancellationToken token) => mediator.Send(command, token))
        .WithName("DeleteSession")
        .WithSummary("Marks a session inactive")
        .WithDescription("Nothing is removed, and a PUT can reactivate it. On an inactive session the answer is the same.");
}
