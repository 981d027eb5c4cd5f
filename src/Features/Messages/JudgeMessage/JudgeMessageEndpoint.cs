namespace Chat.Features.Messages.JudgeMessage;

internal sealed class JudgeMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessagesOfUsers()
        .MapPut("/messages/{message_id}/feedback", HandleAsync)
        .WithName("JudgeMessage")
        .WithSummary("Gives feedback on a message")
        .WithDescription("It takes the place of earlier feedback. A `comment` says why. A rating that is null or left out removes it. `updated_at` and the entity tag move, the revision does not; the same feedback again is no change. An edit keeps the feedback, a deletion removes it. While the message is streaming, and after it was deleted, the answer is a 409. For users only.")
        .WithMetadata(new RequestExample("Good", """{"rating": "up"}"""))
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<OkWithETag<ChatMessage>> HandleAsync(JudgeMessageCommand command, IMediator mediator, CancellationToken token) =>
        (await mediator.Send(command, token)).ToResult();
}
