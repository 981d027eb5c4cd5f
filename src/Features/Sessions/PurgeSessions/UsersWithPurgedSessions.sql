-- The next users with removed sessions whose messages are still being deleted: a small table. $1 is the user before, $2 the number of users.
select distinct tenant_id from mt_doc_purgedsession where tenant_id > $1 order by tenant_id limit $2
