-- Deletes what was appended to a message, without reading it.
delete from mt_doc_messagedelta where tenant_id = @tenant and message_id = @message
