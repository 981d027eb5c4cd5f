-- The next session to purge. A session never changed before its last message: the first bound is implied by the second, and has an index.
where tenant_id = @tenant and not is_active and last_message_at < @before and updated_at < @before order by last_message_at, id limit 1
