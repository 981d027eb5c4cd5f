namespace Chat.Features.Messages.GetMessage;

internal sealed class GetMessageEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapGet("/messages/{message_id}", HandleAsync)
        .WithName("GetMessage")
        .WithSummary("Reads a message")
        .WithDescription("A message that is streaming comes with what is there so far.");

    private static async Task<OkWithETag<ChatMessage>> HandleAsync(GetMessageQuery query, IMediator mediator, CancellationToken token) =>
        (await mediator.Send(query, token)).ToResult();
}
