-- Deletes one answer, unless another call has answered since.
delete from mt_doc_idempotentanswer where tenant_id = @tenant and id = @id and answered_at = @answered_at returning id
