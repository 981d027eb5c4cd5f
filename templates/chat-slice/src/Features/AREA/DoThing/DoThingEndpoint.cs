namespace Chat.Features.AREA.DoThing;

internal sealed class DoThingEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapAREA()
#if (area == "Sessions")
        .MapGet("/chat-sessions/{session_id}/do-thing", HandleAsync)
        .WithName("DoThing")
        .WithSummary("Counts the messages of a session")
        .WithDescription("0 before the first one.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ForAgentsToo();
#elseif (area == "Messages")
        .MapGet("/messages/do-thing", HandleAsync)
        .WithName("DoThing")
        .WithSummary("Counts the messages of a session")
        .WithDescription("0 before the first one.");
#elseif (area == "Drafts")
        .MapGet("/do-thing", HandleAsync)
        .WithName("DoThing")
        .WithSummary("Counts the versions of a message")
        .WithDescription("1, and one more with each edit.");
#else
        .MapGet("/do-thing", HandleAsync)
        .WithName("DoThing")
        .WithSummary("Counts the user's sessions")
        .WithDescription("Inactive ones as well.");
#endif

    private static async Task<Ok<DoThingResponse>> HandleAsync(
#if (area == "Statistics")
        IMediator mediator, CancellationToken token) =>
        TypedResults.Ok(await mediator.Send(new DoThingQuery(), token));
#elseif (area == "Drafts")
        [FromRoute(Name = "session_id")] string sessionId,
        [FromRoute(Name = "message_id")] string messageId,
        IMediator mediator,
        CancellationToken token) =>
        TypedResults.Ok(await mediator.Send(new DoThingQuery(SessionPath.Id(sessionId), MessagePath.Id(messageId)), token));
#else
        [FromRoute(Name = "session_id")] string sessionId, IMediator mediator, CancellationToken token) =>
        TypedResults.Ok(await mediator.Send(new DoThingQuery(SessionPath.Id(sessionId)), token));
#endif
}
