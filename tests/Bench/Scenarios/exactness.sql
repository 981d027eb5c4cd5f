-- One row a rule: its name, and how often it is broken.
with messages as (
  select tenant_id, session_id, count(*) as n, min(sequence) as first, max(sequence) as last,
    count(*) filter (where message_type = 'user') as of_user,
    count(*) filter (where message_type = 'assistant') as of_assistant,
    count(*) filter (where message_type = 'system') as of_system
  from mt_doc_chatmessage group by tenant_id, session_id),
sessions as (
  select s.tenant_id, s.id, s.agent_type, s.is_active, s.data, (s.data ->> 'message_count')::bigint as n from mt_doc_chatsession s),
kept as (
  select u.tenant_id, a.key as agent_type, (a.value ->> 'total')::bigint as total, (a.value ->> 'active')::bigint as active, (a.value ->> 'messages')::bigint as messages
  from mt_doc_userstats u, jsonb_each(u.data -> 'agents') as a(key, value)),
counted as (
  select tenant_id, agent_type, count(*) as total, count(*) filter (where is_active) as active, sum(n) as messages from sessions group by tenant_id, agent_type)
select 'sessions whose message_count is not the number of their messages', count(*)
from sessions s left join messages m on m.tenant_id = s.tenant_id and m.session_id = s.id where s.n <> coalesce(m.n, 0)
union all
select 'sessions with a gap in their sequences', count(*) from messages where first <> 1 or last <> n
union all
select 'messages without a session', coalesce(sum(m.n), 0)::bigint
from messages m left join sessions s on s.tenant_id = m.tenant_id and s.id = m.session_id where s.id is null
union all
select 'sessions whose counts by message type are wrong', count(*)
from sessions s join messages m on m.tenant_id = s.tenant_id and m.session_id = s.id
where ((s.data #>> '{internals,user}')::bigint, (s.data #>> '{internals,assistant}')::bigint, (s.data #>> '{internals,system}')::bigint)
  is distinct from (m.of_user, m.of_assistant, m.of_system)
union all
select 'statistics that are not the sums of the sessions', count(*)
from kept k full join counted c on c.tenant_id = k.tenant_id and c.agent_type = k.agent_type
where (k.total, k.active, k.messages) is distinct from (c.total, c.active, c.messages)
union all
select 'streams whose version is not the number of their events', count(*)
from mt_streams t left join (select tenant_id, stream_id, count(*) as n, max(version) as last from mt_events group by tenant_id, stream_id) e
  on e.tenant_id = t.tenant_id and e.stream_id = t.id
where t.version <> coalesce(e.n, 0) or e.last <> e.n
union all
select 'messages without their event', (select count(*) from mt_doc_chatmessage) - (select count(*) from mt_events where type = 'message_posted')
