-- Overwrites a message; columns that its JSON does not hold stay, which the store's own update would set.
update mt_doc_chatmessage set data = data || @json::jsonb, mt_version = gen_random_uuid(), mt_last_modified = transaction_timestamp()
where tenant_id = @tenant and id = @message
