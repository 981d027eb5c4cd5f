namespace Chat.Features.Sessions.UpdateSession;

internal sealed class UpdateSessionEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSessions()
        .MapPut("/chat-sessions/{session_id}", HandleAsync)
        .WithName("UpdateSession")
        .WithSummary("Changes a session")
        .WithDescription("Absent and null fields stay as they are; metadata replaces the old object whole. A session that becomes active may displace another, as on creation. What is there already is no change: neither `updated_at` nor the entity tag moves.")
        .WithMetadata(
            new RequestExample("All fields", """{"title": "Updated Title", "is_active": false, "metadata": {"updated": true}}"""),
            new RequestExample("Reactivation", """{"is_active": true}"""));

    private static async Task<OkWithETag<SessionResponse>> HandleAsync(UpdateSessionCommand command, IMediator mediator, CancellationToken token) =>
        (await mediator.Send(command, token)).ToResult();
}
