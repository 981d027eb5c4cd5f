-- The version of the user's stream.
select version from mt_streams where tenant_id = @tenant and id = @tenant
