namespace Chat.Features.Messages;

/// <summary>SQL that more than one slice reads messages with.</summary>
internal static class MessageSql
{
    /// <summary>The content of the message <c>m</c> with what was appended to it.</summary>
    internal const string ContentSoFar = """
        (m.data ->> 'content') || coalesce((
          select string_agg(p.data ->> 'text', '' order by p.start) from mt_doc_messagedelta p
          where p.tenant_id = m.tenant_id and p.message_id = m.id), '')
        """;

    /// <summary>The JSON of the message <c>m</c>, as text, with what was appended to it when it grows.</summary>
    internal const string JsonSoFar = $"""
        coalesce((
          select m.data || jsonb_build_object('updated_at', d.data -> 'touched_at', 'content', {ContentSoFar})
          from mt_doc_messagedraft d where d.tenant_id = m.tenant_id and d.id = m.id), m.data)::text
        """;

    /// <summary>
    /// The JSON of the message <c>m</c>, as text; parameters: tenant and session. That a message of the session grows, which is
    /// rare, is asked once a query; then what was appended is put together.
    /// </summary>
    internal const string Json = $"""
        case when (select exists (select from mt_doc_messagedraft g where g.tenant_id = ? and g.session_id = ?)) then {JsonSoFar}
        else m.data::text end
        """;

    /// <summary>What was appended to a message so far.</summary>
    internal const string Appended = """
        select coalesce(string_agg(p.data ->> 'text', '' order by p.start), '') from mt_doc_messagedelta p
        where p.tenant_id = ? and p.message_id = ?
        """;

    /// <summary>Locks what says how far a message has grown.</summary>
    internal const string LockDraft = """
        where tenant_id = ? and id = ? and session_id = ? for update
        """;

    /// <summary>Overwrites a message; columns that its JSON does not hold stay.</summary>
    internal const string Change = """
        update mt_doc_chatmessage set data = data || ?::jsonb, mt_version = gen_random_uuid(), mt_last_modified = transaction_timestamp()
        where tenant_id = ? and id = ?
        """;

    internal const string DeleteDeltas = """
        delete from mt_doc_messagedelta where tenant_id = ? and message_id = ?
        """;
}
