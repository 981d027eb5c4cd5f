namespace Chat.Features.Messages.ListRevisions;

internal sealed class ListRevisionsHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options)
    : IRequestHandler<ListRevisionsQuery, JsonPage>
{
    // The total, then the versions; no row when the session has no such message.
    private const string Revisions = """
        select (select count(*) from mt_doc_messagerevision c where c.tenant_id = ? and c.message_id = ?)::text || coalesce(',' || (
          select string_agg(page.data, ',') from (
            select (r.data -> 'message')::text as data from mt_doc_messagerevision r
            where r.tenant_id = ? and r.message_id = ? order by r.revision limit ? offset ?
          ) as page), '')
        from mt_doc_chatmessage m join mt_doc_chatsession s on s.tenant_id = m.tenant_id and s.id = m.session_id
        where m.tenant_id = ? and m.id = ? and m.session_id = ?
        """;

    private const string NoHistory = """
        select '0' from mt_doc_chatmessage m join mt_doc_chatsession s on s.tenant_id = m.tenant_id and s.id = m.session_id
        where m.tenant_id = ? and m.id = ? and m.session_id = ?
        """;

    public async Task<JsonPage> Handle(ListRevisionsQuery request, CancellationToken cancellationToken)
    {
        var (session, message, size) = (request.SessionId, request.MessageId, request.PageSize);
        var rows = options.Value.EnableMessageHistory
            ? await ReadAsync(Revisions, user.Id, message, user.Id, message, size, PagingRules.Offset(request.Page, size), user.Id, message, session)
            : await ReadAsync(NoHistory, user.Id, message, session);
        if (rows is not null)
            return new JsonPage("revisions", rows, request.Page, size);
        throw await storage.HasSessionAsync(session, cancellationToken) ? MessagePath.NotFound() : SessionPath.NotFound();

        Task<JsonRows?> ReadAsync(string sql, params object[] parameters) =>
            JsonRows.ReadAsync(storage, sql, cancellationToken, parameters);
    }
}
