-- Deletes some answers that are forgotten, and says how many. What another host deletes is passed over.
with deleted as (
  delete from mt_doc_idempotentanswer
  where tenant_id = @tenant and answered_at < @before and (tenant_id, id) in (
    select tenant_id, id from mt_doc_idempotentanswer
    where tenant_id = @tenant and answered_at < @before limit @most for update skip locked)
  returning 1)
select count(*) from deleted
