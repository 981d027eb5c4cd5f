namespace Chat.Features.Messages.EraseRevisions;

internal sealed class EraseRevisionsEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessagesOfUsers()
        .MapDelete("/messages/{message_id}/revisions", (EraseRevisionsCommand command, IMediator mediator, CancellationToken token) => mediator.Send(command, token))
        .WithName("EraseRevisions")
        .WithSummary("Removes the earlier versions of a message for good")
        .WithDescription("The message stays as it is. For users only.");
}
