namespace Chat.Features.Sessions.ForkSession;

internal sealed class ForkSessionEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSessions()
        .MapPost("/chat-sessions/{session_id}/fork", HandleAsync)
        .WithName("ForkSession")
        .WithSummary("Copies a session into a new one")
        .WithDescription("The new session is active and has copies of the messages up to `up_to_sequence`, or of all, at most 10,000. Copies have new ids, the same sequences and times, revision 1, no earlier versions and no feedback; a streaming message is copied as `interrupted`, with its text so far. `metadata` is that of the other session with one more member, `forked_from`, whose `session_id` and `sequence` say where it comes from; where there is no room for it, the answer is a 400. The body may be left out. The limit of active sessions holds as on creation. For users only.")
        .WithMetadata(new CreatedLocation(), new RequestExample("With another title", """{"title": "Another way"}"""));

    private static async Task<OkWithETag<SessionResponse>> HandleAsync(ForkSessionCommand command, IMediator mediator, CancellationToken token)
    {
        var session = await mediator.Send(command, token);
        return session.ToResult(SessionPath.To(session.Id));
    }
}
