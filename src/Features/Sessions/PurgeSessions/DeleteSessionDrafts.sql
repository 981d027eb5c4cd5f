-- The drafts of a session.
delete from mt_doc_messagedraft where tenant_id = @tenant and session_id = @session
