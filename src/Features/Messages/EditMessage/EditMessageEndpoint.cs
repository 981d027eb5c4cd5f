namespace Chat.Features.Messages.EditMessage;

internal sealed class EditMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapPut("/messages/{message_id}", HandleAsync)
        .WithName("EditMessage")
        .WithSummary("Changes a message")
        .WithDescription("Absent and null fields stay as they are; metadata is merged at its first level, where null removes a member. Earlier versions stay readable as revisions. What is there already is no change: it makes no revision.")
        .WithMetadata(
            new RequestExample("Another text, and more metadata", """{"content": "What I meant to say", "metadata": {"corrected": true}}"""),
            new RequestExample("More metadata", """{"metadata": {"rating": 5}}"""))
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<OkWithETag<ChatMessage>> HandleAsync(EditMessageCommand command, IMediator mediator, CancellationToken token) =>
        (await mediator.Send(command, token)).ToResult();
}
