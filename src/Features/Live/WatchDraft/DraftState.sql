-- A message with its text from a code point on, and the version of the user's stream; a null status when it is gone.
-- In one statement: a delta is either in the content or in a row of its own. What is appended to a closed message is not its answer.
select coalesce(u.version, 0) as version, m.data ->> 'status' as status, (m.data ->> 'revision')::bigint as revision,
  substr(m.data ->> 'content', @first) || coalesce((
    select string_agg(p.data ->> 'text', '' order by p.start) from mt_doc_messagedelta p
    where p.tenant_id = @tenant and p.message_id = m.id and p.start >= @from and m.data ->> 'status' = 'streaming'), '') as more
from (select @tenant as tenant_id) t
left join mt_streams u on u.tenant_id = t.tenant_id and u.id = t.tenant_id
left join mt_doc_chatsession s on s.tenant_id = t.tenant_id and s.id = @session
left join mt_doc_chatmessage m on m.tenant_id = s.tenant_id and m.id = @message
