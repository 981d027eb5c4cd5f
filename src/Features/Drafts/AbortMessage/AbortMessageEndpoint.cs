namespace Chat.Features.Drafts.AbortMessage;

internal sealed class AbortMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapDrafts()
        .MapPost("/abort", HandleAsync)
        .WithName("AbortMessage")
        .WithSummary("Gives up a message that was posted in parts")
        .WithDescription("What is there stays and can be read; the message is `interrupted`. On an interrupted message the answer is the same; on a complete one a 409.")
        .WithEntityTag()
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Ok<ChatMessage>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId,
        [FromRoute(Name = "message_id")] string messageId,
        HttpResponse response,
        IMediator mediator,
        CancellationToken token)
    {
        var interrupted = await mediator.Send(new AbortMessageCommand(SessionPath.Id(sessionId), MessagePath.Id(messageId)), token);
        response.Headers.ETag = interrupted.EntityTag;
        return TypedResults.Ok(interrupted);
    }
}
