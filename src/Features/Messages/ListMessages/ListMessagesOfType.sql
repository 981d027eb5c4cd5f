-- Like ListMessages, for one type, whose places are counted by type. With a plain tenant_id the planner takes the index of all
-- messages and reads the whole session: 500 times slower with a million messages.
select (s.data -> 'internals' ->> @type::text)::bigint as total_count, '[' || coalesce((
  select string_agg(page.data, ',') from (
    select {MessageJson} as data from mt_doc_chatmessage m
    where m.tenant_id || '' = @tenant and m.session_id = @session and m.message_type = @type and m.type_sequence between @first and @last
    order by m.type_sequence
  ) as page), '') || ']' as items
from mt_doc_chatsession s where s.tenant_id = @tenant and s.id = @session
