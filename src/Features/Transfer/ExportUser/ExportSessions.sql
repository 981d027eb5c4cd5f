-- A page of a user's sessions for an export, in the order of creation. SQL, since the stored JSON is the line.
select s.id, (s.data ->> 'message_count')::bigint, '{"session": ' || (s.data - 'internals')::text || '}'
from mt_doc_chatsession s where s.tenant_id = @tenant and s.id > @after order by s.id limit @most
