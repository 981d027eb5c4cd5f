-- The messages of a session that fit into a model's context; no row for an unknown session.
-- Two walks back from the newest message over the index of types, until a message does not fit: the system messages, then those of
-- users and assistants. Then answers before the first question are dropped, unless they begin the session. Deleted messages are
-- walked over. Reads only what it takes.
-- "offset 0" and "tenant_id || ''" keep the planner on that index.
with recursive conversation as (
  select s.tenant_id, s.id, @max_tokens::bigint as most, @most_messages::bigint as many, (s.data ->> 'message_count')::bigint as messages,
    (s.data -> 'internals' ->> 'system')::bigint as systems, (s.data -> 'internals' ->> 'user')::bigint as users,
    (s.data -> 'internals' ->> 'assistant')::bigint as assistants,
    exists (select from mt_doc_messagedraft g where g.tenant_id = s.tenant_id and g.session_id = s.id) as grows
  from mt_doc_chatsession s where s.tenant_id = @tenant and s.id = @session
), instructions(id, sequence, is_gone, place, size, tokens, kept) as (
  select null::bigint, null::bigint, true, c.systems, 0::bigint, 0::bigint, 0 from conversation c
  union all
  select m.id, m.sequence, coalesce(m.data ->> 'status', '') = 'deleted', w.place - 1, t.tokens, w.tokens + t.tokens, w.kept + 1
  from instructions w cross join conversation c
  cross join lateral (
    select m.id, m.sequence, m.data, m.tenant_id from mt_doc_chatmessage m
    where m.tenant_id || '' = c.tenant_id and m.session_id = c.id and m.message_type = 'system' and m.type_sequence = w.place offset 0
  ) as m
  join lateral ({MessageTokens}) as t on w.kept < c.many and w.tokens + t.tokens <= c.most
), turns(id, sequence, is_gone, is_question, users, assistants, size, tokens, kept) as (
  select null::bigint, null::bigint, true, false, c.users, c.assistants, 0::bigint, i.tokens, i.kept
  from conversation c cross join (select max(tokens) as tokens, max(kept) as kept from instructions) as i
  union all
  select m.id, m.sequence, coalesce(m.data ->> 'status', '') = 'deleted', m.message_type = 'user' and coalesce(m.data ->> 'status', '') <> 'deleted',
    w.users - (m.message_type = 'user')::int, w.assistants - (m.message_type = 'assistant')::int, t.tokens, w.tokens + t.tokens, w.kept + 1
  from turns w cross join conversation c
  cross join lateral (
    (select m.id, m.data, m.tenant_id, m.message_type, m.sequence from mt_doc_chatmessage m
     where m.tenant_id || '' = c.tenant_id and m.session_id = c.id and m.message_type = 'user' and m.type_sequence = w.users)
    union all
    (select m.id, m.data, m.tenant_id, m.message_type, m.sequence from mt_doc_chatmessage m
     where m.tenant_id || '' = c.tenant_id and m.session_id = c.id and m.message_type = 'assistant' and m.type_sequence = w.assistants)
    order by sequence desc limit 1
  ) as m
  join lateral ({MessageTokens}) as t on w.kept < c.many and w.tokens + t.tokens <= c.most
), start as (
  select min(users + assistants) = 0 as is_whole, min(case when is_question then sequence end) as question from turns
), taken as (
  select id, sequence, is_gone, size from instructions
  union all
  select t.id, t.sequence, t.is_gone, t.size from turns t join start on start.is_whole or t.sequence >= start.question
), total as (
  select coalesce(sum(size), 0)::bigint as tokens, count(case when not is_gone then id end) as messages, coalesce(max(sequence), 0) as newest from taken
)
select total.tokens as total_tokens, c.messages - total.messages as omitted, total.newest < c.messages as truncated, '[' || coalesce((
  select string_agg(picked.data, ',') from (
    select {MessageJson} as data from mt_doc_chatmessage m
    where m.tenant_id = @tenant and m.id = any(array(select case when not is_gone then id end from taken)) order by m.sequence
  ) as picked), '') || ']' as items
from conversation c cross join total
