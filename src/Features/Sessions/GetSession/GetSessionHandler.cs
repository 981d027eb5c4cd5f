namespace Chat.Features.Sessions.GetSession;

internal sealed class GetSessionHandler(IQuerySession storage, CurrentUser user, IOptions<ChatOptions> options)
    : IRequestHandler<GetSessionQuery, SessionWithMessages>
{
    private const string SessionAlone = $$"""
        select {{EntityTag}} || ',' || left((s.data - 'internals')::text, -1) || ',"messages":[]}'
        from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?
        """;

    // The session with its newest 200 messages in ascending order; no tag while one of them grows, which changes no session.
    private const string SessionAndMessages = $$"""
        select case when exists (select from mt_doc_messagedraft g where g.tenant_id = s.tenant_id and g.session_id = s.id) then 'null' else {{EntityTag}} end
          || ',' || left((s.data - 'internals')::text, -1) || ',"messages":[' || coalesce((
          select string_agg(newest.data, ',') from (
            select {{MessageSql.Json}} as data from mt_doc_chatmessage m
            where m.tenant_id = ? and m.session_id = ? and m.sequence > (s.data ->> 'message_count')::bigint - 200 order by m.sequence
          ) as newest), '') || ']}'
        from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?
        """;

    // As ChatSession has it: in quotes, or null.
    private const string EntityTag = "coalesce('\"' || nullif(s.data -> 'internals' ->> 'changed', '0') || '\"', 'null')";

    public async Task<SessionWithMessages> Handle(GetSessionQuery request, CancellationToken cancellationToken)
    {
        var id = request.SessionId;
        var rows = request.IncludeMessages && options.Value.EnableMessageHistory
            ? await JsonRows.ReadAsync(storage, SessionAndMessages, cancellationToken, user.Id, id, user.Id, id, user.Id, id)
            : await JsonRows.ReadAsync(storage, SessionAlone, cancellationToken, user.Id, id);
        return new SessionWithMessages(rows ?? throw SessionPath.NotFound());
    }
}
