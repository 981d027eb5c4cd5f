-- The next session to purge. The bound on last_message_at follows from that on updated_at, and has an index.
where tenant_id = @tenant and not is_active and last_message_at < @before and updated_at < @before order by last_message_at, id limit 1
