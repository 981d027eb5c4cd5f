using Chat.Features.Shared;
using Chat.Features.Shared.Paging;

namespace Chat.Features.Sessions.ListSessions;

/// <summary>
/// The SQL of a page of sessions: the total first, then the sessions. Without a search the total comes from the user's
/// statistics and nothing is counted. Only the conditions that are asked for are in the text, so that each form has its own plan.
/// </summary>
internal static class ListSessionsSql
{
    internal static (string Sql, object[] Parameters) For(ListSessionsQuery query, string user)
    {
        var search = string.IsNullOrEmpty(query.Search) ? null : ChatSession.Fold(query.Search);
        var filter = (query.AgentType is null ? "" : " and s.agent_type = ?")
            + (query.IsActive switch { null => "", true => " and s.is_active", false => " and not s.is_active" })
            + (search is null ? "" : " and strpos(s.search_title, ?) > 0");
        object[] filterValues = [.. AgentWord(query), .. search is null ? Array.Empty<object>() : [search]];

        var (total, totalValues) = search is null ? Kept(query) : (Counted(filter), filterValues);
        var sql = $"""
            select data from (
              select null::timestamptz as last_message_at, null::bigint as id, to_jsonb(({total})) as data
              union all
              (select s.last_message_at, s.id, s.data - 'internals'
               from mt_doc_chatsession s where s.tenant_id = ?{filter}
               order by s.last_message_at desc, s.id desc limit ? offset ?)
            ) as placed order by last_message_at desc nulls first, id desc
            """;
        var offset = PagingRules.Offset(query.Page, query.PageSize);
        return (sql, [user, .. totalValues, user, .. filterValues, query.PageSize, offset]);
    }

    private static string Counted(string filter) => $"""
        select count(*) from mt_doc_chatsession s where s.tenant_id = ?{filter}
        """;

    private static (string Sql, object[] Values) Kept(ListSessionsQuery query)
    {
        var counter = query.IsActive switch
        {
            null => "(a.value ->> 'total')::bigint",
            true => "(a.value ->> 'active')::bigint",
            false => "(a.value ->> 'total')::bigint - (a.value ->> 'active')::bigint",
        };
        var sql = $"""
            select coalesce(sum({counter}), 0)::bigint
            from mt_doc_userstats u, jsonb_each(u.data -> 'agents') as a(key, value)
            where u.tenant_id = ?{(query.AgentType is null ? "" : " and a.key = ?")}
            """;
        return (sql, AgentWord(query));
    }

    private static object[] AgentWord(ListSessionsQuery query) => query.AgentType is { } agentType ? [Wire.Name(agentType)] : [];
}
