namespace Chat.Features.Messages.ListRevisions;

internal sealed class ListRevisionsEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapGet("/messages/{message_id}/revisions", HandleAsync)
        .WithName("ListRevisions")
        .WithSummary("Lists the earlier versions of a message")
        .WithDescription("Oldest first, each as the message was before an edit. The message itself is not among them.")
        .WithQuery(
            new QueryParameter("page", typeof(long), "The page.") { Default = 1, Minimum = 1, Maximum = PagingRules.LastPage },
            new QueryParameter("page_size", typeof(int), "Most versions on a page.")
            {
                Default = ListRevisionsQuery.DefaultPageSize,
                Minimum = 1,
                Maximum = ListRevisionsQuery.MaxPageSize,
            })
        .Produces<ListRevisionsResponse>();

    private static Task<JsonPage> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId,
        [FromRoute(Name = "message_id")] string messageId,
        HttpRequest request,
        IMediator mediator,
        CancellationToken token)
    {
        var (session, message) = (SessionPath.Id(sessionId), MessagePath.Id(messageId));
        var query = new QueryReader(request.Query);
        return mediator.Send(
            new ListRevisionsQuery(session, message, query.Number("page", 1), query.Number("page_size", ListRevisionsQuery.DefaultPageSize)),
            token);
    }
}
