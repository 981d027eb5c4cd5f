-- The messages before or behind a cursor; no row for an unknown session. A range of sequence, so every cursor costs the same.
with place as (
  select c.total, least(c.total, @cursor::bigint) as at from (
    select (s.data ->> 'message_count')::bigint as total from mt_doc_chatsession s where s.tenant_id = @tenant and s.id = @session
  ) as c
)
select {CursorMembers}, '[' || coalesce((
  select string_agg(page.data, ',') from (
    select {MessageJson} as data from mt_doc_chatmessage m
    where m.tenant_id = @tenant and m.session_id = @session and m.sequence > part.above and m.sequence <= part.upto order by m.sequence
  ) as page), '') || ']' as items
from ({CursorPart}) as part
