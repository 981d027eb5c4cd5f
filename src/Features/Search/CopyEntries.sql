-- Copies the words of some messages of a session, those behind a sequence, into another session. The ids are in their order.
with copied as (
  insert into mt_doc_searchentry (tenant_id, id, session_id, found_at, message_type, words, data)
  select e.tenant_id, own.id, @fork, e.found_at, e.message_type, ts_delete(e.words, @of_session) || array_to_tsvector(array[@of_fork::text]), '{}'
  from mt_doc_chatmessage m
  join unnest(@ids) with ordinality as own(id, place) on own.place + @after = m.sequence
  join mt_doc_searchentry e on e.tenant_id = m.tenant_id and e.id = m.id
  where m.tenant_id = @tenant and m.session_id = @session and m.sequence > @after and m.sequence <= @up_to
  returning 1
)
select count(*) from copied
