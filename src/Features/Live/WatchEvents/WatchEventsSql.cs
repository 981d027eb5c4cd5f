namespace Chat.Features.Live.WatchEvents;

/// <summary>The SQL of <see cref="WatchEventsHandler"/>.</summary>
internal static class WatchEventsSql
{
    internal const string Version = """
        select version from mt_streams where tenant_id = ? and id = ?
        """;

    /// <summary>
    /// Version, type, message, whether it grows, and JSON of events; empty where it was purged since and there is nothing to
    /// tell. Looked up one by one, as in lists.
    /// </summary>
    internal const string Events = $"""
        select coalesce(e.version || ' ' || e.type || ' ' || coalesce(e.data ->> 'message_id', '0') || ' '
          || exists (select from mt_doc_messagedraft g where g.tenant_id = e.tenant_id and g.id = (e.data ->> 'message_id')::bigint) || ' ' || (
          select case when e.data ->> 'message_id' is not null then (
            select {MessageSql.JsonSoFar}
            from mt_doc_chatmessage m where m.tenant_id = e.tenant_id and m.id = (e.data ->> 'message_id')::bigint)
          else (s.data - 'internals')::text end
          from mt_doc_chatsession s where s.tenant_id = e.tenant_id and s.id = (e.data ->> 'session_id')::bigint), '')
        from mt_events e
        where e.tenant_id = ? and e.stream_id = ? and e.version > ? and e.version <= ?
          and (?::bigint = 0 or (e.data ->> 'session_id')::bigint = ?::bigint)
        order by e.version
        """;

    /// <summary>Messages that grow: id, session, whether it is streaming.</summary>
    internal const string Growing = """
        select d.id || ' ' || d.session_id || ' ' || (d.data ->> 'is_streaming') from mt_doc_messagedraft d
        where d.tenant_id = ? and (?::bigint = 0 or d.session_id = ?::bigint) order by d.id
        """;

    /// <summary>The text of a message so far.</summary>
    internal const string Text = $"""
        select {MessageSql.ContentSoFar}
        from mt_doc_chatmessage m where m.tenant_id = ? and m.id = ?
        """;

    /// <summary>What was appended to a message from a place on: the place, and the text.</summary>
    internal const string Deltas = """
        select min(p.start) || ' ' || string_agg(p.data ->> 'text', '' order by p.start) from mt_doc_messagedelta p
        where p.tenant_id = ? and p.message_id = ? and p.start >= ? having count(*) > 0
        """;
}
