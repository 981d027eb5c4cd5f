namespace Chat.Features.Messages.GetMessage;

internal sealed class GetMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapGet("/messages/{message_id}", HandleAsync)
        .WithName("GetMessage")
        .WithSummary("Reads a message")
        .WithDescription("A message that is streaming comes with what is there so far.")
        .WithEntityTag();

    private static async Task<Results<Ok<ChatMessage>, StatusCodeHttpResult>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId,
        [FromRoute(Name = "message_id")] string messageId,
        HttpContext call,
        IMediator mediator,
        CancellationToken token)
    {
        var message = await mediator.Send(new GetMessageQuery(SessionPath.Id(sessionId), MessagePath.Id(messageId)), token);
        return call.SetETag(message.EntityTag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(message);
    }
}
