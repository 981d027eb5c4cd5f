-- The next users who have something to purge: across users, so it reads their ids and nothing else.
-- $1 is the user before, $2 the time since which a session must not have changed, $3 the number of users.
select tenant_id from (
  (select distinct tenant_id from mt_doc_chatsession
   where tenant_id > $1 and not is_active and last_message_at < $2 and updated_at < $2 order by tenant_id limit $3)
  union
  (select distinct tenant_id from mt_doc_purgedsession
   where tenant_id > $1 order by tenant_id limit $3)
) as due order by tenant_id limit $3
