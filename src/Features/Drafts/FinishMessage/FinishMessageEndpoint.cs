namespace Chat.Features.Drafts.FinishMessage;

internal sealed class FinishMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapDrafts()
        .MapPost("/finish", HandleAsync)
        .WithName("FinishMessage")
        .WithSummary("Completes a message that was posted in parts")
        .WithDescription("The body may be left out. On a message that is complete the answer is the message as it is; on an interrupted one a 409.")
        .WithMetadata(new RequestExample("With final metadata", """{"metadata": {"tokens": 42}}"""))
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<OkWithETag<ChatMessage>> HandleAsync(FinishMessageCommand command, IMediator mediator, CancellationToken token) =>
        (await mediator.Send(command, token)).ToResult();
}
