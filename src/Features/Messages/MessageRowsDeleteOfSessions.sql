-- Deletes the rows in a table of the messages behind a sequence of sessions.
delete from mt_doc_{Table} r using mt_doc_chatmessage m
where m.tenant_id = @tenant and m.session_id = any(@sessions) and m.sequence > @left and r.tenant_id = m.tenant_id and r.{Column} = m.id
