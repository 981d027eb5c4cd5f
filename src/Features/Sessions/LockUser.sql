-- Locks the user until the transaction ends, whether there is a stream or not.
select pg_advisory_xact_lock(hashtextextended(tenant_id, 0))::text from (values (@tenant)) as locked(tenant_id)
