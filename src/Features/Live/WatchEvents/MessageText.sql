-- The text of a message so far.
select {MessageContentSoFar}
from mt_doc_chatmessage m where m.tenant_id = @tenant and m.id = @message
