-- Deletes the rows of a message in a table.
delete from mt_doc_{Table} where tenant_id = @tenant and {Column} = @message
