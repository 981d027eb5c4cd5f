-- The messages behind a sequence.
delete from mt_doc_chatmessage where tenant_id = @tenant and session_id = @session and sequence > @left
