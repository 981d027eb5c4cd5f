-- The same of messages of one type, whose places are counted by type.
-- Ids of sessions are unique beyond users. With the plain tenant the planner, who knows what an average session holds, finds the
-- index of all messages just as good, and reads the whole session (500 times slower with a million).
select (s.data -> 'internals' ->> @type::text)::bigint as total_count, '[' || coalesce((
  select string_agg(page.data, ',') from (
    select {MessageJson} as data from mt_doc_chatmessage m
    where m.tenant_id || '' = @tenant and m.session_id = @session and m.message_type = @type and m.type_sequence between @first and @last
    order by m.type_sequence
  ) as page), '') || ']' as items
from mt_doc_chatsession s where s.tenant_id = @tenant and s.id = @session
