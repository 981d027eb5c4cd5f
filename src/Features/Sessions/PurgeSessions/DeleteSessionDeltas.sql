-- The deltas of the messages behind a sequence.
delete from mt_doc_messagedelta d using mt_doc_chatmessage m
where m.tenant_id = @tenant and m.session_id = @session and m.sequence > @left and d.tenant_id = m.tenant_id and d.message_id = m.id
