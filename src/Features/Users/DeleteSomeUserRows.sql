-- Deletes some rows of a user in a table, and counts them.
with deleted as (
  delete from mt_{Table} where tenant_id = @tenant and ctid = any(array(select ctid from mt_{Table} where tenant_id = @tenant limit @most)) returning 1
)
select count(*) from deleted
