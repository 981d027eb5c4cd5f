namespace Chat.Features.Messages.EditMessage;

internal sealed class EditMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapPut("/messages/{message_id}", HandleAsync)
        .WithName("EditMessage")
        .WithSummary("Changes a message")
        .WithDescription("Absent and null fields stay as they are; metadata is merged at its first level. Earlier versions stay readable as revisions.")
        .WithJsonBody<EditMessageCommand>(
            new RequestExample("Another text, and more metadata", """{"content": "What I meant to say", "metadata": {"corrected": true}}"""),
            new RequestExample("More metadata", """{"metadata": {"rating": 5}}"""))
        .WithEntityTag()
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Ok<ChatMessage>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId,
        [FromRoute(Name = "message_id")] string messageId,
        HttpRequest request,
        IMediator mediator,
        CancellationToken token)
    {
        var (session, message) = (SessionPath.Id(sessionId), MessagePath.Id(messageId));
        var command = await JsonBody.ReadAsync<EditMessageCommand>(request, token);
        var edited = await mediator.Send(command with { SessionId = session, MessageId = message }, token);
        request.HttpContext.Response.Headers.ETag = edited.EntityTag;
        return TypedResults.Ok(edited);
    }
}
