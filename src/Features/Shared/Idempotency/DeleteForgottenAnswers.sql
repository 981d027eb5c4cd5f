-- Deletes a batch of expired answers and returns their number. Skips rows that another host is deleting.
with deleted as (
  delete from mt_doc_idempotentanswer
  where tenant_id = @tenant and answered_at < @before and (tenant_id, id) in (
    select tenant_id, id from mt_doc_idempotentanswer
    where tenant_id = @tenant and answered_at < @before limit @most for update skip locked)
  returning 1)
select count(*) from deleted
