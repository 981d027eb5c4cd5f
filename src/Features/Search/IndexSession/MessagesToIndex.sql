-- The messages of a session behind a sequence.
where tenant_id = @tenant and session_id = @session and sequence > @after order by sequence limit @most
