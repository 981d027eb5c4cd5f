-- The session with its newest 200 messages in ascending order; no entity tag while one grows, since appends do not change the session.
select
  case when not exists (select from mt_doc_messagedraft g where g.tenant_id = s.tenant_id and g.session_id = s.id) then {SessionEntityTag} end as entity_tag,
  left((s.data - 'internals')::text, -1) || ',"messages":[' || coalesce((
    select string_agg(newest.data, ',') from (
      select {MessageJson} as data from mt_doc_chatmessage m
      where m.tenant_id = @tenant and m.session_id = @session and m.sequence > (s.data ->> 'message_count')::bigint - 200 order by m.sequence
    ) as newest), '') || ']}' as session
from mt_doc_chatsession s where s.tenant_id = @tenant and s.id = @session
