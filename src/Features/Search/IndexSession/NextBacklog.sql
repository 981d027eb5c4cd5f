-- The next session to index: the newest, since it is looked for first.
where tenant_id = @tenant order by id desc limit 1
