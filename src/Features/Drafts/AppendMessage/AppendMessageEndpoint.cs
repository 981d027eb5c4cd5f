namespace Chat.Features.Drafts.AppendMessage;

internal sealed class AppendMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapDrafts()
        .MapPatch("/append", HandleAsync)
        .WithName("AppendMessage")
        .WithSummary("Adds text to the end of a message")
        .WithDescription("A 200 means durable. With an offset, the same text sent again at the same place adds nothing; any other place is a 409 with the true length.")
        .WithJsonBody<AppendMessageCommand>(
            new RequestExample("At the end", """{"delta": " And one word more."}"""),
            new RequestExample("At a place", """{"delta": "The first words", "offset": 0}"""))
        .WithEntityTag()
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Ok<AppendMessageResponse>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId,
        [FromRoute(Name = "message_id")] string messageId,
        HttpRequest request,
        IMediator mediator,
        CancellationToken token)
    {
        var (session, message) = (SessionPath.Id(sessionId), MessagePath.Id(messageId));
        var command = await JsonBody.ReadAsync<AppendMessageCommand>(request, token);
        var grown = await mediator.Send(command with { SessionId = session, MessageId = message }, token);
        request.HttpContext.Response.Headers.ETag = ChatMessage.EntityTagOf(grown.Revision, grown.UpdatedAt);
        return TypedResults.Ok(grown);
    }
}
