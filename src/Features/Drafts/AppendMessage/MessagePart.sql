-- What a message holds from a place on, in code points: of the text it had when it began to grow, and of no more parts appended
-- since than lie there.
select substr(m.data ->> 'content', @first, @count) || coalesce((
  select substr(string_agg(p.data ->> 'text', '' order by p.start), greatest(1, @offset - min(p.start) + 1)::int, @count)
  from mt_doc_messagedelta p
  where p.tenant_id = @tenant and p.message_id = @message and p.start < @end and p.start >= coalesce((
    select max(b.start) from mt_doc_messagedelta b where b.tenant_id = @tenant and b.message_id = @message and b.start <= @offset), 0)), '')
from mt_doc_chatmessage m where m.tenant_id = @tenant and m.id = @message
