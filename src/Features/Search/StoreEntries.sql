-- Stores the words of many messages of a session. The words of a message are separated by U+0003.
with stored as (
  insert into mt_doc_searchentry (tenant_id, id, session_id, found_at, message_type, words, data)
  select t.tenant_id, e.id, @session, e.found_at, e.message_type, array_to_tsvector(string_to_array(e.words, E'\x03')), '{}'
  from (select @tenant::text as tenant_id) as t
  join unnest(@ids, @times, @types, @words) as e(id, found_at, message_type, words) on e.words <> ''
  returning 1
)
select count(*) from stored
