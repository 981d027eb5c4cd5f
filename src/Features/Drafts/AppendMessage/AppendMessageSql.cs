namespace Chat.Features.Drafts.AppendMessage;

/// <summary>The SQL of <see cref="AppendMessageHandler"/>.</summary>
internal static class AppendMessageSql
{
    /// <summary>
    /// What a message holds from a place on, in code points: of the text it had when it began to grow, and of no more parts
    /// appended since than lie there.
    /// </summary>
    internal const string Part = """
        select substr(m.data ->> 'content', ?, ?) || coalesce((
          select substr(string_agg(p.data ->> 'text', '' order by p.start), greatest(1, ? - min(p.start) + 1)::int, ?)
          from mt_doc_messagedelta p
          where p.tenant_id = ? and p.message_id = ? and p.start < ? and p.start >= coalesce((
            select max(b.start) from mt_doc_messagedelta b where b.tenant_id = ? and b.message_id = ? and b.start <= ?), 0)), '')
        from mt_doc_chatmessage m where m.tenant_id = ? and m.id = ?
        """;
}
