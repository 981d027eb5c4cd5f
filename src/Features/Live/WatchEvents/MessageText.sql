-- The text of a message with its deltas.
select {MessageContentSoFar}
from mt_doc_chatmessage m where m.tenant_id = @tenant and m.id = @message
