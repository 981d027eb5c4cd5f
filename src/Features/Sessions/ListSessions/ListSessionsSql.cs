namespace Chat.Features.Sessions.ListSessions;

/// <summary>
/// The SQL of a page of sessions: the total first, then the sessions. Without a search the total comes from the user's
/// statistics and nothing is counted. Only the conditions that are asked for are in the text, so that each form has its own plan.
/// </summary>
internal static class ListSessionsSql
{
    // So many sessions are skipped faster than the plan for pages further on is set up.
    private const long Near = 200;

    internal static (string Sql, object[] Parameters) For(ListSessionsQuery query, string user)
    {
        var offset = PagingRules.Offset(query.Page, query.PageSize);
        var filter = (query.AgentType is null ? "" : " and s.agent_type = ?")
            + (query.IsActive switch { null => "", true => " and s.is_active", false => " and not s.is_active" });
        object[] agent = query.AgentType is { } agentType ? [Wire.Name(agentType)] : [];

        if (!string.IsNullOrEmpty(query.Search))
        {
            // Subscripts are 32 bits wide, and nobody has as many sessions.
            var first = (int)Math.Min(offset, int.MaxValue - query.PageSize - 1) + 1;
            return (Searched(filter), [user, .. agent, ChatSession.Fold(query.Search), first, first + (int)query.PageSize - 1, user]);
        }
        var total = Total(query);
        return offset <= Near
            ? (FromTheNewest(total, filter), [user, .. agent, user, .. agent, query.PageSize, offset])
            : (FromTheNearerEnd(total, filter), [offset, query.PageSize, user, .. agent, user, .. agent, user, .. agent, user]);
    }

    private static string FromTheNewest(string total, string filter) => $"""
        select ({total})::text || coalesce(',' || (
          select string_agg(page.data, ',') from (
            select (s.data - 'internals')::text as data from mt_doc_chatsession s where s.tenant_id = ?{filter}
            order by s.last_message_at desc, s.id desc limit ? offset ?
          ) as page), '')
        """;

    // The last page of 10,000 sessions costs what the first one costs: it is read from the other end. What is skipped is
    // skipped in the index, without its documents.
    private static string FromTheNearerEnd(string total, string filter) => $"""
        with page as materialized (
          select ?::bigint as before, ?::bigint as size, t.total from ({total}) as t(total)
        ), ids as (
          (select s.id from mt_doc_chatsession s
           where s.tenant_id = ?{filter} and (select before <= total / 2 from page)
           order by s.last_message_at desc, s.id desc
           limit (select size from page) offset (select before from page))
          union all
          (select s.id from mt_doc_chatsession s
           where s.tenant_id = ?{filter} and (select before > total / 2 from page)
           order by s.last_message_at, s.id
           limit (select greatest(0, least(size, total - before)) from page)
           offset (select greatest(0, total - before - size) from page))
        )
        select (select total from page)::text || coalesce(',' || (
          select string_agg(listed.data, ',') from (
            select document.data from ids cross join lateral {Document("ids.id")} as document
            order by document.last_message_at desc, ids.id desc
          ) as listed), '')
        """;

    // One pass down the index that holds the titles; documents are read for the page alone.
    private static string Searched(string filter) => $"""
        with found as materialized (
          select array(
            select s.id from mt_doc_chatsession s
            where s.tenant_id = ?{filter} and strpos(s.search_title, ?) > 0
            order by s.last_message_at desc, s.id desc) as ids
        )
        select cardinality(ids)::text || coalesce(',' || (
          select string_agg(listed.data, ',') from (
            select document.data
            from unnest(ids[?:?]) with ordinality as page(id, place) cross join lateral {Document("page.id")} as document
            order by page.place
          ) as listed), '')
        from found
        """;

    // Looked up one by one, which "offset 0" makes sure of: the planner, who knows what an average user has, would rather read
    // all sessions of the user once and compare (16 times slower with 10,000).
    private static string Document(string id) => $"""
        (select (s.data - 'internals')::text as data, s.last_message_at from mt_doc_chatsession s where s.tenant_id = ? and s.id = {id} offset 0)
        """;

    private static string Total(ListSessionsQuery query)
    {
        var counter = query.IsActive switch
        {
            null => "(a.value ->> 'total')::bigint",
            true => "(a.value ->> 'active')::bigint",
            false => "(a.value ->> 'total')::bigint - (a.value ->> 'active')::bigint",
        };
        return $"""
            select coalesce(sum({counter}), 0)::bigint
            from mt_doc_userstats u, jsonb_each(u.data -> 'agents') as a(key, value)
            where u.tenant_id = ?{(query.AgentType is null ? "" : " and a.key = ?")}
            """;
    }
}
