namespace Chat.Features.Sessions.DeleteSession;

internal sealed class DeleteSessionEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSessions()
        .MapDelete("/chat-sessions/{session_id}", HandleAsync)
        .WithName("DeleteSession")
        .WithSummary("Marks a session inactive")
        .WithDescription("Nothing is removed, and a PUT can reactivate it. On an inactive session the answer is the same.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Ok<DeleteSessionResponse>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, IMediator mediator, CancellationToken token) =>
        TypedResults.Ok(await mediator.Send(new DeleteSessionCommand(SessionPath.Id(sessionId)), token));
}
