-- A session without its messages. SQL, since the stored JSON is the answer.
select {SessionEntityTag} as entity_tag, left((s.data - 'internals')::text, -1) || ',"messages":[]}' as session
from mt_doc_chatsession s where s.tenant_id = @tenant and s.id = @session
