-- Overwrites a message. Marten's own update would also reset type_sequence, which the JSON does not hold.
update mt_doc_chatmessage set data = data || @json::jsonb, mt_version = gen_random_uuid(), mt_last_modified = transaction_timestamp()
where tenant_id = @tenant and id = @message
