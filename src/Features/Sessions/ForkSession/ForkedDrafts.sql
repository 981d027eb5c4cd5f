-- The growing messages of a session up to a sequence, as JSON with their texts so far.
select {MessageJsonSoFar}
from mt_doc_messagedraft g join mt_doc_chatmessage m on m.tenant_id = g.tenant_id and m.id = g.id
where g.tenant_id = @tenant and g.session_id = @session and m.sequence <= @up_to
