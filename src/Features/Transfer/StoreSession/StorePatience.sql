-- A transaction with many rows waits longer for the user's lock than a call.
select set_config('lock_timeout', '60s', true) from (values (@tenant)) as importing(tenant_id)
