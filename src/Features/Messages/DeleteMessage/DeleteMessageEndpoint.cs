namespace Chat.Features.Messages.DeleteMessage;

internal sealed class DeleteMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapDelete("/messages/{message_id}", HandleAsync)
        .WithName("DeleteMessage")
        .WithSummary("Removes the text of a message for good")
        .WithDescription("Content, metadata and earlier versions are gone. The message stays in its place, with the status `deleted`, so that sequences and counts do not move. On a deleted message the answer is the same; other changes of it are a 409.");

    private static async Task<OkWithETag<ChatMessage>> HandleAsync(DeleteMessageCommand command, IMediator mediator, CancellationToken token) =>
        (await mediator.Send(command, token)).ToResult();
}
