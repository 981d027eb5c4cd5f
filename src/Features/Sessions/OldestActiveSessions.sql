-- The ids of other active sessions of an agent type, oldest last message first: an index-only scan.
select id from mt_doc_chatsession
where tenant_id = @tenant and agent_type = @agent_type and is_active and id <> @session
order by last_message_at, id
limit @excess
