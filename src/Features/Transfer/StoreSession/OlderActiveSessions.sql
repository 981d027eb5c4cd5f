-- The ids of active sessions of an agent type whose last message is older than a time, without a growing message: the oldest first.
select s.id from mt_doc_chatsession s
where s.tenant_id = @tenant and s.agent_type = @agent_type and s.is_active and s.last_message_at < @before
  and not exists (select from mt_doc_messagedraft g where g.tenant_id = @tenant and g.session_id = s.id)
order by s.last_message_at, s.id
limit @excess
