namespace Chat.Features.Drafts.FinishMessage;

internal sealed class FinishMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapDrafts()
        .MapPost("/finish", HandleAsync)
        .WithName("FinishMessage")
        .WithSummary("Completes a message that was posted in parts")
        .WithDescription("The body may be left out. On a message that is complete the answer is the message as it is; on an interrupted one a 409.")
        .WithOptionalJsonBody<FinishMessageCommand>(new RequestExample("With final metadata", """{"metadata": {"tokens": 42}}"""))
        .WithEntityTag()
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Ok<ChatMessage>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId,
        [FromRoute(Name = "message_id")] string messageId,
        HttpRequest request,
        IMediator mediator,
        CancellationToken token)
    {
        var (session, message) = (SessionPath.Id(sessionId), MessagePath.Id(messageId));
        var command = await JsonBody.ReadOrNullAsync<FinishMessageCommand>(request, token) ?? new FinishMessageCommand();
        var finished = await mediator.Send(command with { SessionId = session, MessageId = message }, token);
        request.HttpContext.Response.Headers.ETag = finished.EntityTag;
        return TypedResults.Ok(finished);
    }
}
