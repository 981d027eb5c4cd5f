-- Looked up one by one, which "offset 0" makes sure of: the planner, who knows what an average user has, would rather read all
-- sessions of the user once and compare (16 times slower with 10,000).
(select (s.data - 'internals')::text as data, s.last_message_at from mt_doc_chatsession s where s.tenant_id = @tenant and s.id = found.id offset 0)
