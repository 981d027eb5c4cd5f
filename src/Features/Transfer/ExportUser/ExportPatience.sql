-- A transaction that waits for a slow reader is not ended as one of a host that stopped.
select set_config('idle_in_transaction_session_timeout', '60s', true) from (values (@tenant)) as exported(tenant_id)
