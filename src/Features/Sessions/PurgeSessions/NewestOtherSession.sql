-- The newest other session of an agent type.
where tenant_id = @tenant and agent_type = @agent_type and id <> @session order by data ->> 'created_at' desc limit 1
