-- The oldest other session of an agent type. Stored times have a fixed width, so they sort as text.
where tenant_id = @tenant and agent_type = @agent_type and id <> @session order by data ->> 'created_at' limit 1
