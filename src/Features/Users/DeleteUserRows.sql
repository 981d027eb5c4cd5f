-- Deletes all rows of a user in a table.
delete from mt_{Table} where tenant_id = @tenant
