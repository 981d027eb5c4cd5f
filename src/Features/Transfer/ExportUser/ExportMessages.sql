-- Messages of a session for an export, in order, each followed by its earlier versions (a revision of 0 is the message itself). SQL,
-- since the stored JSON is the line.
select line.revision, '{"' || line.kind || '": ' || line.json || '}'
from mt_doc_chatmessage m cross join lateral (
  select 0::bigint as revision, 'message' as kind, {MessageJson} as json
  union all
  select r.revision, 'revision', ('{"feedback": null}'::jsonb || (r.data -> 'message'))::text from mt_doc_messagerevision r
  where r.tenant_id = @tenant and r.message_id = m.id and m.data ->> 'revision' <> '1'
) as line
where m.tenant_id = @tenant and m.session_id = @session and m.sequence > @after and m.sequence <= @until
order by m.sequence, line.revision
