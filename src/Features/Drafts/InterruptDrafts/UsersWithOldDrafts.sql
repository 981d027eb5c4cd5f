-- The next users whose messages have not grown for long. Only messages that grow have a row, so this reads a small table.
-- $1 is the user before, $2 the time, $3 the number of users.
select distinct tenant_id from mt_doc_messagedraft where tenant_id > $1 and touched_at < $2 order by tenant_id limit $3
