-- Deletes the messages behind a sequence of sessions.
delete from mt_doc_chatmessage where tenant_id = @tenant and session_id = any(@sessions) and sequence > @left
