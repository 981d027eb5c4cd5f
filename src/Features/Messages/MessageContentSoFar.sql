-- The content of the message m with its deltas.
(m.data ->> 'content') || coalesce((
  select string_agg(p.data ->> 'text', '' order by p.start) from mt_doc_messagedelta p
  where p.tenant_id = m.tenant_id and p.message_id = m.id), '')
