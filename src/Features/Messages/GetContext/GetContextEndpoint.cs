namespace Chat.Features.Messages.GetContext;

internal sealed class GetContextEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapGet("/context", (GetContextQuery query, IMediator mediator, CancellationToken token) => mediator.Send(query, token))
        .WithName("GetContext")
        .WithSummary("Reads what of a session fits into a model's context")
        .WithDescription("System messages are kept first, newest first where not even they fit; then the newest of the others, back to the first that does not fit; answers whose question is left out are left out too. They come oldest first, at most 1,000. When even the newest message of the session is not among them, `truncated` is true. A message has the tokens that its `metadata.tokens` says, when that is an integer from 0; otherwise one for each four bytes of its text in UTF-8, rounded up, and four more.")
        .Produces<GetContextResponse>();
}
