-- The next users with sessions to index: across users, so it reads their ids and nothing else.
-- $1 is the user before, $2 the number of users.
select distinct tenant_id from mt_doc_searchbacklog where tenant_id > $1 order by tenant_id limit $2
