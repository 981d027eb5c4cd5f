-- Deletes an expired answer, unless another call has replaced it.
delete from mt_doc_idempotentanswer where tenant_id = @tenant and id = @id and answered_at = @answered_at returning id
