-- "offset 0" makes one index lookup for each session: the planner would read all sessions of the user, 16 times slower with 10,000.
(select (s.data - 'internals')::text as data, s.last_message_at from mt_doc_chatsession s where s.tenant_id = @tenant and s.id = found.id offset 0)
