namespace Chat.Features.Drafts.AbortMessage;

internal sealed class AbortMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapDrafts()
        .MapPost("/abort", HandleAsync)
        .WithName("AbortMessage")
        .WithSummary("Gives up a message that was posted in parts")
        .WithDescription("What is there stays and can be read; the message is `interrupted`. On an interrupted message the answer is the same; on a complete one a 409.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<OkWithETag<ChatMessage>> HandleAsync(AbortMessageCommand command, IMediator mediator, CancellationToken token) =>
        (await mediator.Send(command, token)).ToResult();
}
