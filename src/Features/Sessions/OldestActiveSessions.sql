-- The ids of other active sessions of an agent type: those without a growing message first, of these the oldest last message first.
select id from mt_doc_chatsession s
where s.tenant_id = @tenant and s.agent_type = @agent_type and s.is_active and s.id <> all(@sessions)
order by exists (select from mt_doc_messagedraft g where g.tenant_id = @tenant and g.session_id = s.id), s.last_message_at, s.id
limit @excess
