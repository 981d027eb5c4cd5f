-- A message with its deltas. Messages that wait for the purge have no session and are hidden.
select ({MessageJson})::jsonb from mt_doc_chatmessage m
where m.tenant_id = @tenant and m.id = @message and m.session_id = @session
  and exists (select from mt_doc_chatsession s where s.tenant_id = @tenant and s.id = @session)
