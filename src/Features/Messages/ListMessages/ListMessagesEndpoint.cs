namespace Chat.Features.Messages.ListMessages;

internal sealed class ListMessagesEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapGet("/messages", HandleAsync)
        .WithName("ListMessages")
        .WithSummary("Lists the messages of a session")
        .WithDescription("In ascending sequence; any page of a long session costs the same. With `after_sequence` or `before_sequence` a cursor takes the place of the page: `page` is then 1, `page_size` the limit, and `has_previous` and `has_next` tell of messages before and behind.")
        .WithQuery(
            new QueryParameter("page", typeof(long), "The page.") { Default = 1, Minimum = 1, Maximum = PagingRules.LastPage },
            new QueryParameter("page_size", typeof(int), "Most messages on a page.")
            {
                Default = ListMessagesQuery.DefaultPageSize,
                Minimum = 1,
                Maximum = ListMessagesQuery.MaxPageSize,
            },
            new QueryParameter("after_sequence", typeof(long), "The oldest messages behind this sequence, instead of a page.") { Minimum = 0, Maximum = PagingRules.LastPage },
            new QueryParameter("before_sequence", typeof(long), "The newest messages before this sequence, instead of a page.") { Minimum = 1, Maximum = PagingRules.LastPage },
            new QueryParameter("limit", typeof(int), "Most messages of a cursor; not looked at without one.")
            {
                Default = ListMessagesQuery.DefaultPageSize,
                Minimum = 1,
                Maximum = ListMessagesQuery.MaxPageSize,
            },
            new QueryParameter("message_type", typeof(string), "Only messages of this type.") { Words = Wire.Names<MessageType>() })
        .CacheOutput(StreamStampPolicy.Name)
        .Produces<ListMessagesResponse>();

    private static Task<JsonAnswer> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, HttpRequest request, IMediator mediator, CancellationToken token)
    {
        var id = SessionPath.Id(sessionId);
        var query = new QueryReader(request.Query);
        var page = new ListMessagesQuery(
            id,
            query.Number("page"),
            query.Number("page_size"),
            query.Word<MessageType>("message_type"),
            query.Number("after_sequence"),
            query.Number("before_sequence"));
        var limit = query.Number("limit");
        return mediator.Send(page.HasCursor ? page with { Limit = limit } : page, token);
    }
}
