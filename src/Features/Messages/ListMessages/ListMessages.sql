-- A page of a session's messages; no row for an unknown session. A page is a range of sequence, so every page costs the same. SQL,
-- since the stored JSON is the answer: one row of fifty documents costs half of fifty rows.
select (s.data ->> 'message_count')::bigint as total_count, '[' || coalesce((
  select string_agg(page.data, ',') from (
    select {MessageJson} as data from mt_doc_chatmessage m
    where m.tenant_id = @tenant and m.session_id = @session and m.sequence between @first and @last order by m.sequence
  ) as page), '') || ']' as items
from mt_doc_chatsession s where s.tenant_id = @tenant and s.id = @session
