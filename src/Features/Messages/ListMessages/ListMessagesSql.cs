namespace Chat.Features.Messages.ListMessages;

/// <summary>The SQL of <see cref="ListMessagesHandler"/>: the total, then the messages; no row when there is no such session.</summary>
/// <remarks>
/// Messages that wait to be purged have no session, and are not there for anybody. A page is a range of sequence, or of the
/// places among the messages of a type: page 10,000 costs what page 1 costs.
/// </remarks>
internal static class ListMessagesSql
{
    internal const string AnyType = $"""
        select s.data ->> 'message_count' || coalesce(',' || (
          select string_agg(page.data, ',') from (
            select {MessageSql.Json} as data from mt_doc_chatmessage m
            where m.tenant_id = ? and m.session_id = ? and m.sequence between ? and ? order by m.sequence
          ) as page), '')
        from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?
        """;

    // Ids of sessions are unique beyond users. With the plain tenant the planner, who knows what an average session holds, finds
    // the index of all messages just as good, and reads the whole session (500 times slower with a million).
    internal const string OneType = $"""
        select s.data -> 'internals' ->> ?::text || coalesce(',' || (
          select string_agg(page.data, ',') from (
            select {MessageSql.Json} as data from mt_doc_chatmessage m
            where m.tenant_id || '' = ? and m.session_id = ? and m.message_type = ? and m.type_sequence between ? and ?
            order by m.type_sequence
          ) as page), '')
        from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?
        """;

    internal const string NoHistory = """
        select '0' from mt_doc_chatsession where tenant_id = ? and id = ?
        """;
}
