namespace Chat.Features.Messages.GetContext;

internal sealed class GetContextEndpoint : ICarterModule
{
    private const string MaxTokens = "max_tokens";

    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapGet("/context", HandleAsync)
        .WithName("GetContext")
        .WithSummary("Reads what of a session fits into a model's context")
        .WithDescription("System messages are kept first, newest first where not even they fit; then the newest of the others, back to the first that does not fit. They come oldest first, at most 1,000. A message has the tokens that its `metadata.tokens` says, when that is an integer from 0; otherwise one for each four bytes of its text in UTF-8, rounded up, and four more.")
        .WithQuery(new QueryParameter(MaxTokens, typeof(int), "Most tokens of the messages together.")
        {
            IsRequired = true,
            Minimum = 1,
            Maximum = GetContextQuery.MostTokens,
        })
        .Produces<GetContextResponse>();

    private static Task<JsonList> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, HttpRequest request, IMediator mediator, CancellationToken token)
    {
        var id = SessionPath.Id(sessionId);
        var maxTokens = new QueryReader(request.Query).Number(MaxTokens) ?? throw new InvalidRequestException(MaxTokens, $"{MaxTokens} must be given");
        return mediator.Send(new GetContextQuery(id, maxTokens), token);
    }
}
