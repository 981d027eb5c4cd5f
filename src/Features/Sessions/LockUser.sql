-- Locks the user until the transaction ends, even before the stream exists.
select pg_advisory_xact_lock(hashtextextended(tenant_id, 0))::text from (values (@tenant)) as locked(tenant_id)
