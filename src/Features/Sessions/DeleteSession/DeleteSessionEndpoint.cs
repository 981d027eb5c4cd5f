namespace Chat.Features.Sessions.DeleteSession;

internal sealed class DeleteSessionEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSessions()
        .MapDelete("/chat-sessions/{session_id}", (DeleteSessionCommand command, IMediator mediator, CancellationToken token) => mediator.Send(command, token))
        .WithName("DeleteSession")
        .WithSummary("Marks a session inactive, or erases it")
        .WithDescription("Nothing is removed, and a PUT can reactivate it. On an inactive session the answer is the same. With `permanent=true` the session, its messages and all their texts are gone for every reader at once, and the answer has `messages`, their number; afterwards the session is a 404.");
}
