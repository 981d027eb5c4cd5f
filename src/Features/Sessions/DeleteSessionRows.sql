-- Deletes the rows of sessions in a table.
delete from mt_doc_{Table} where tenant_id = @tenant and {Rows}
