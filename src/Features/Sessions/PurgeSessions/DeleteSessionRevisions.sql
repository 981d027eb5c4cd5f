-- The earlier versions of the messages behind a sequence.
delete from mt_doc_messagerevision r using mt_doc_chatmessage m
where m.tenant_id = @tenant and m.session_id = @session and m.sequence > @left and r.tenant_id = m.tenant_id and r.message_id = m.id
