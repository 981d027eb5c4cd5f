namespace Chat.Features.Sessions.PurgeSessions;

/// <summary>The SQL of <see cref="PurgeSessionsHandler"/>.</summary>
internal static class PurgeSessionsSql
{
    internal const string NextUnfinished = """
        where tenant_id = ? order by id limit 1
        """;

    // A session never changed before its last message: the first bound is implied by the second, and has an index.
    internal const string NextDue = """
        where tenant_id = ? and not is_active and last_message_at < ? and updated_at < ? order by last_message_at, id limit 1
        """;

    // Stored times have one width, so they sort as text.
    internal const string OldestOther = """
        where tenant_id = ? and agent_type = ? and id <> ? order by data ->> 'created_at' limit 1
        """;

    internal const string NewestOther = """
        where tenant_id = ? and agent_type = ? and id <> ? order by data ->> 'created_at' desc limit 1
        """;

    internal const string EraseText = """
        update mt_events set data = data || '{"title": "", "metadata": {}}'::jsonb
        where tenant_id = ? and stream_id = ? and version between ? and ?
          and type in ('session_created', 'session_updated') and (data ->> 'session_id')::bigint = ?
        """;

    internal const string DeleteDrafts = """
        delete from mt_doc_messagedraft where tenant_id = ? and session_id = ?
        """;

    internal const string DeleteDeltas = """
        delete from mt_doc_messagedelta d using mt_doc_chatmessage m
        where m.tenant_id = ? and m.session_id = ? and m.sequence > ? and d.tenant_id = m.tenant_id and d.message_id = m.id
        """;

    internal const string DeleteRevisions = """
        delete from mt_doc_messagerevision r using mt_doc_chatmessage m
        where m.tenant_id = ? and m.session_id = ? and m.sequence > ? and r.tenant_id = m.tenant_id and r.message_id = m.id
        """;

    internal const string DeleteMessages = """
        delete from mt_doc_chatmessage where tenant_id = ? and session_id = ? and sequence > ?
        """;
}
