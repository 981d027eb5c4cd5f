namespace Chat.Features.Messages.ListMessages;

/// <summary>The SQL of <see cref="ListMessagesHandler"/>: the total first, then the messages; no row at all when there is no such session.</summary>
internal static class ListMessagesSql
{
    // Messages that wait to be purged have no session, and are not there for anybody.
    // A page is a range of sequence: page 10,000 costs what page 1 costs.
    internal const string AnyType = """
        select data from (
          select 0 as place, s.data -> 'message_count' as data
          from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?
          union all
          select m.sequence, m.data
          from mt_doc_chatmessage m where m.tenant_id = ? and m.session_id = ? and m.sequence between ? and ?
            and exists (select from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?)
        ) as placed order by place
        """;

    internal const string OneType = """
        select data from (
          select 0 as place, s.data -> 'internals' -> ?::text as data
          from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?
          union all
          (select m.sequence, m.data
           from mt_doc_chatmessage m where m.tenant_id = ? and m.session_id = ? and m.message_type = ?
             and exists (select from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?)
           order by m.sequence limit ? offset ?)
        ) as placed order by place
        """;

    internal const string NoHistory = """
        select to_jsonb(0) as data from mt_doc_chatsession where tenant_id = ? and id = ?
        """;
}
