namespace Chat.Features.Messages.ListRevisions;

internal sealed class ListRevisionsHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options)
    : IRequestHandler<ListRevisionsQuery, JsonList>
{
    private static readonly SqlStatement Revisions = SqlStatement.Load("ListRevisions");

    public async Task<JsonList> Handle(ListRevisionsQuery request, CancellationToken cancellationToken)
    {
        var (number, size) = (request.Page, request.PageSize);
        var rows = await storage.RowsAsync(
            Revisions,
            Page.Of,
            cancellationToken,
            ("tenant", user.Id),
            ("session", request.SessionId),
            ("message", request.MessageId),
            ("size", size),
            ("offset", Page.Offset(number, size)));
        if (rows is not [var page])
            throw await storage.HasSessionAsync(request.SessionId, cancellationToken) ? MessagePath.NotFound() : SessionPath.NotFound();
        if (options.Value.EnableMessageHistory)
            return page.ToJson("revisions", number, size);
        page.Items.Dispose();
        return new Page(0, JsonText.NoItems).ToJson("revisions", number, size);
    }
}
