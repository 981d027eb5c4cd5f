namespace Chat.Features.Messages.ListRevisions;

internal sealed class ListRevisionsEndpoint : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) => app.MapMessages()
        .MapGet("/messages/{message_id}/revisions", (ListRevisionsQuery query, IMediator mediator, CancellationToken token) => mediator.Send(query, token))
        .WithName("ListRevisions")
        .WithSummary("Lists the earlier versions of a message")
        .WithDescription("Oldest first, each as the message was before an edit. The message itself is not among them.")
        .Produces<ListRevisionsResponse>();
}
