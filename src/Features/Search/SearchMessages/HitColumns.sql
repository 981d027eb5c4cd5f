-- The columns of a hit, with the message as clients see it.
h.found_at as hit_at, h.id as hit, h.session_id, h.title, h.agent_type, h.is_active,
  (select {MessageJsonSoFar} from mt_doc_chatmessage m where m.tenant_id = @tenant and m.id = h.id) as message
