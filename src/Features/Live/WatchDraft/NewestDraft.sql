-- The newest streaming message of a session, or null; no row without the session.
select (
  select m.id from mt_doc_messagedraft d join mt_doc_chatmessage m on m.tenant_id = d.tenant_id and m.id = d.id
  where d.tenant_id = s.tenant_id and d.session_id = s.id and (d.data ->> 'is_streaming')::boolean
  order by m.sequence desc limit 1) as id
from mt_doc_chatsession s where s.tenant_id = @tenant and s.id = @session
