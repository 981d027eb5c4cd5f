-- The messages of a session up to a sequence, by type, and when the last of them was created; no row for an unknown session.
select copied.users, copied.assistants, copied.systems, copied.last_at
from mt_doc_chatsession s cross join (
  select count(case when m.message_type = 'user' then 1 end) as users, count(case when m.message_type = 'assistant' then 1 end) as assistants,
    count(case when m.message_type = 'system' then 1 end) as systems,
    (array_agg((m.data ->> 'created_at')::timestamptz order by m.sequence desc))[1] as last_at
  from mt_doc_chatmessage m where m.tenant_id = @tenant and m.session_id = @session and m.sequence <= @up_to
) as copied
where s.tenant_id = @tenant and s.id = @session
