-- The next users with answers that are forgotten. $1 is the user before, $2 the time, $3 the number of users.
select distinct tenant_id from mt_doc_idempotentanswer
where tenant_id > $1 and answered_at < $2 order by tenant_id limit $3
