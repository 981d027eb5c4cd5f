-- Names the words for the policy of the entries, until the transaction ends, and keeps the planner from reading the whole table.
select set_config('chat.query', @query, true), set_config('enable_seqscan', 'off', true) from (values (@tenant)) as asking(tenant_id)
