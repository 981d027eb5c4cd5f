-- The first and the last creation of other sessions, by agent type. Stored times have a fixed width, so they sort as text.
select agent_type, min(data ->> 'created_at')::timestamptz as oldest, max(data ->> 'created_at')::timestamptz as newest from mt_doc_chatsession
where tenant_id = @tenant and agent_type = any(@agent_types) and id <> all(@sessions) group by agent_type
