-- Deletes the deltas of a message.
delete from mt_doc_messagedelta where tenant_id = @tenant and message_id = @message
