-- The id of a new session; null when a session of the same source is there.
select case when {ImportedBefore} then null else nextval('chat_session_ids') end
