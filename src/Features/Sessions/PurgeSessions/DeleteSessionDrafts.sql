-- Nothing of the session grows any more.
delete from mt_doc_messagedraft where tenant_id = @tenant and session_id = @session
