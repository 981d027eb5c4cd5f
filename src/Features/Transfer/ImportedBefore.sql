-- Whether the user has a session of this source.
exists (
  select from mt_doc_importedsession i join mt_doc_chatsession s on s.tenant_id = i.tenant_id and s.id = (i.data ->> 'session_id')::bigint
  where i.tenant_id = @tenant and i.id = @source)
