namespace Chat.Features.Sessions.UpdateSession;

internal sealed class UpdateSessionEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSessions()
        .MapPut("/chat-sessions/{session_id}", HandleAsync)
        .WithName("UpdateSession")
        .WithSummary("Changes a session")
        .WithDescription("Absent and null fields stay as they are; metadata replaces the old object whole. A session that becomes active may displace another, as on creation.")
        .WithJsonBody<UpdateSessionCommand>(
            new RequestExample("All fields", """{"title": "Updated Title", "is_active": false, "metadata": {"updated": true}}"""),
            new RequestExample("Reactivation", """{"is_active": true}"""))
        .WithEntityTag()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Ok<SessionResponse>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, HttpRequest request, IMediator mediator, CancellationToken token)
    {
        var id = SessionPath.Id(sessionId);
        var command = await JsonBody.ReadAsync<UpdateSessionCommand>(request, token);
        var session = await mediator.Send(command with { SessionId = id }, token);
        request.HttpContext.Response.Headers.ETag = session.EntityTag;
        return TypedResults.Ok(SessionResponse.Of(session));
    }
}
