-- A message with what was appended to it. One that waits to be purged has no session, and is not there for anybody.
select ({MessageJson})::jsonb from mt_doc_chatmessage m
where m.tenant_id = @tenant and m.id = @message and m.session_id = @session
  and exists (select from mt_doc_chatsession s where s.tenant_id = @tenant and s.id = @session)
