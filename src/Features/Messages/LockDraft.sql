-- Locks what says how far a message has grown; LINQ has no "for update".
where tenant_id = @tenant and id = @message and session_id = @session for update
