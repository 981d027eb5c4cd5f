-- Events with the current message or session as JSON, which is null when it was purged; the id of an erased session.
select e.version, e.type, coalesce((e.data ->> 'message_id')::bigint, 0) as message_id,
  exists (select from mt_doc_messagedraft g where g.tenant_id = e.tenant_id and g.id = (e.data ->> 'message_id')::bigint) as grows,
  case when e.type = 'session_erased' then jsonb_build_object('id', e.data -> 'session_id')::text else (
  select case when e.data ->> 'message_id' is not null then (
    select {MessageJsonSoFar}
    from mt_doc_chatmessage m where m.tenant_id = e.tenant_id and m.id = (e.data ->> 'message_id')::bigint)
  else (s.data - 'internals')::text end
  from mt_doc_chatsession s where s.tenant_id = e.tenant_id and s.id = (e.data ->> 'session_id')::bigint) end as json
from mt_events e
where e.tenant_id = @tenant and e.stream_id = @tenant and e.version > @after and e.version <= @until
  and (@session::bigint = 0 or (e.data ->> 'session_id')::bigint = @session::bigint)
order by e.version
