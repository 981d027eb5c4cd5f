namespace Chat.Features.Search.SearchMessages;

internal sealed class SearchMessagesEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapSearch()
        .MapGet("/search", (SearchMessagesQuery query, IMediator mediator, CancellationToken token) => mediator.Send(query, token))
        .WithName("SearchMessages")
        .WithSummary("Finds messages and titles by their words")
        .WithDescription("Without regard to case, accents and width. Scripts without spaces (Chinese, Japanese, Thai) are found by any neighbouring characters. Newest first: by the creation of the message, or the time of the title. A message is found by the next call after it was posted, a draft when it is finished; deleted and erased ones are not. After an upgrade from a version without search, a user gets 503 until all messages of before can be found.");
}
