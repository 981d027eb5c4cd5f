namespace Chat.Features.Messages.ListMessages;

internal sealed class ListMessagesEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapGet("/messages", (ListMessagesQuery query, IMediator mediator, CancellationToken token) => mediator.Send(query, token))
        .WithName("ListMessages")
        .WithSummary("Lists the messages of a session")
        .WithDescription("In ascending sequence; any page of a long session costs the same. With `after_sequence` or `before_sequence` a cursor takes the place of the page: `page` is then 1, `page_size` the limit, and `has_previous` and `has_next` tell of messages before and behind.")
        .CacheOutput(StreamStampPolicy.Name)
        .Produces<ListMessagesResponse>();
}
