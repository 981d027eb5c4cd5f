-- Locks a draft; LINQ has no "for update".
where tenant_id = @tenant and id = @message and session_id = @session for update
