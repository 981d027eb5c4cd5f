namespace Chat.Features.Sessions.GetSession;

internal sealed class GetSessionEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSessions()
        .MapGet("/chat-sessions/{session_id}", HandleAsync)
        .WithName("GetSession")
        .WithSummary("Reads a session")
        .WithDescription("Inactive sessions are returned as well. With messages, the newest 200 come in ascending sequence.")
        .WithQuery(new QueryParameter("include_messages", typeof(bool), "Whether the newest messages come with it.") { Default = true })
        .WithEntityTag()
        .CacheOutput(StreamStampPolicy.Name)
        .Produces<GetSessionResponse>()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ForAgentsToo();

    private static Task<SessionWithMessages> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, HttpRequest request, IMediator mediator, CancellationToken token)
    {
        var id = SessionPath.Id(sessionId);
        var includeMessages = new QueryReader(request.Query).Flag("include_messages") ?? true;
        return mediator.Send(new GetSessionQuery(id, includeMessages), token);
    }
}
