namespace Chat.Features.Messages.GetContext;

/// <summary>The SQL of <see cref="GetContextHandler"/>: the members beside the list, then the messages; no row when there is no such session.</summary>
internal static class GetContextSql
{
    /// <summary>
    /// Two walks from the newest message back, each step a look at the index of types, until the next message does not fit: first
    /// the system messages, then users and assistants, of whom the later one is next. What is not taken is not read, however long
    /// the session is. ("offset 0" and the tenant are for the planner: he knows the average session only.)
    /// </summary>
    internal const string Context = $"""
        with recursive conversation as (
          select s.tenant_id, s.id, ?::bigint as most, ?::bigint as many, (s.data ->> 'message_count')::bigint as messages,
            (s.data -> 'internals' ->> 'system')::bigint as systems, (s.data -> 'internals' ->> 'user')::bigint as users,
            (s.data -> 'internals' ->> 'assistant')::bigint as assistants,
            exists (select from mt_doc_messagedraft g where g.tenant_id = s.tenant_id and g.session_id = s.id) as grows
          from mt_doc_chatsession s where s.tenant_id = ? and s.id = ?
        ), instructions(id, place, tokens, kept) as (
          select null::bigint, c.systems, 0::bigint, 0 from conversation c
          union all
          select m.id, w.place - 1, w.tokens + t.tokens, w.kept + 1
          from instructions w cross join conversation c
          cross join lateral (
            select m.id, m.data, m.tenant_id from mt_doc_chatmessage m
            where m.tenant_id || '' = c.tenant_id and m.session_id = c.id and m.message_type = 'system' and m.type_sequence = w.place offset 0
          ) as m
          join lateral ({Weight}) as t on w.kept < c.many and w.tokens + t.tokens <= c.most
        ), turns(id, users, assistants, tokens, kept) as (
          select null::bigint, c.users, c.assistants, i.tokens, i.kept
          from conversation c cross join (select max(tokens) as tokens, max(kept) as kept from instructions) as i
          union all
          select m.id, w.users - (m.message_type = 'user')::int, w.assistants - (m.message_type = 'assistant')::int, w.tokens + t.tokens, w.kept + 1
          from turns w cross join conversation c
          cross join lateral (
            (select m.id, m.data, m.tenant_id, m.message_type, m.sequence from mt_doc_chatmessage m
             where m.tenant_id || '' = c.tenant_id and m.session_id = c.id and m.message_type = 'user' and m.type_sequence = w.users)
            union all
            (select m.id, m.data, m.tenant_id, m.message_type, m.sequence from mt_doc_chatmessage m
             where m.tenant_id || '' = c.tenant_id and m.session_id = c.id and m.message_type = 'assistant' and m.type_sequence = w.assistants)
            order by sequence desc limit 1
          ) as m
          join lateral ({Weight}) as t on w.kept < c.many and w.tokens + t.tokens <= c.most
        )
        select jsonb_build_object('total_tokens', taken.tokens, 'max_tokens', c.most, 'omitted', c.messages - taken.kept)::text || coalesce(',' || (
          select string_agg(picked.data, ',') from (
            select {MessageSql.Json} as data from mt_doc_chatmessage m
            where m.tenant_id = ? and m.id = any(array(select id from instructions union all select id from turns)) order by m.sequence
          ) as picked), '')
        from conversation c cross join (select max(tokens) as tokens, max(kept) as kept from turns) as taken
        """;

    internal const string NoHistory = """
        select jsonb_build_object('total_tokens', 0, 'max_tokens', ?::bigint, 'omitted', 0)::text
        from mt_doc_chatsession where tenant_id = ? and id = ?
        """;

    // What the client says, or what its text is likely to have: a token for four bytes of UTF-8, and four for the role around it.
    // What is more than the call asks for need not be told apart.
    private const string Weight = """
        select coalesce(
          case when said.tokens >= 0 and said.tokens = trunc(said.tokens) then least(said.tokens, c.most + 1)::bigint end,
          (octet_length(m.data ->> 'content') + (case when c.grows then (
            select coalesce(sum(octet_length(p.data ->> 'text')), 0) from mt_doc_messagedelta p
            where p.tenant_id = m.tenant_id and p.message_id = m.id) else 0 end) + 3) / 4 + 4) as tokens
        from (
          select case jsonb_typeof(m.data -> 'metadata' -> 'tokens') when 'number' then (m.data -> 'metadata' ->> 'tokens')::numeric end as tokens
        ) as said
        """;
}
