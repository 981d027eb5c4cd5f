-- Deletes the earlier versions of a message, and counts them.
with erased as (
  delete from mt_doc_messagerevision where tenant_id = @tenant and message_id = @message returning 1
)
select count(*) from erased
