-- Deletes the earlier versions of a message.
delete from mt_doc_messagerevision where tenant_id = @tenant and message_id = @message
