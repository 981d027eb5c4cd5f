-- The version of the user's stream, and its birth.
select version, created from mt_streams where tenant_id = @tenant and id = @tenant
