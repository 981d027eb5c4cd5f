-- The JSON of the message m, as text, with its deltas.
coalesce((
  select '{"feedback": null}'::jsonb || m.data || jsonb_build_object('updated_at', d.data -> 'touched_at', 'content', {MessageContentSoFar})
  from mt_doc_messagedraft d where d.tenant_id = m.tenant_id and d.id = m.id), {MessageStored})::text
