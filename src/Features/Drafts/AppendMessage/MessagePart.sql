-- A part of a message's text, in code points. Reads only the deltas that overlap it.
select substr(m.data ->> 'content', @first, @count) || coalesce((
  select substr(string_agg(p.data ->> 'text', '' order by p.start), greatest(1, @offset - min(p.start) + 1)::int, @count)
  from mt_doc_messagedelta p
  where p.tenant_id = @tenant and p.message_id = @message and p.start < @end and p.start >= coalesce((
    select max(b.start) from mt_doc_messagedelta b where b.tenant_id = @tenant and b.message_id = @message and b.start <= @offset), 0)), '')
from mt_doc_chatmessage m where m.tenant_id = @tenant and m.id = @message
