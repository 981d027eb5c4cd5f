-- Like ListMessagesAtCursor, for one type. A binary search over the index of types finds the cursor's place. The tenant is as in
-- ListMessagesOfType; "offset 0" keeps the planner from reading all messages of the type.
with recursive kind as (
  select (s.data -> 'internals' ->> @type::text)::bigint as total, (s.data ->> 'message_count')::bigint as messages, @cursor::bigint as cursor
  from mt_doc_chatsession s where s.tenant_id = @tenant and s.id = @session
), search(low, high) as (
  select greatest(0, total - greatest(0, messages - cursor)), least(total, cursor) + 1 from kind
  union all
  select
    case when middle.sequence <= kind.cursor then middle.place else search.low end,
    case when middle.sequence <= kind.cursor then search.high else middle.place end
  from search cross join kind join lateral (
    select m.sequence, m.type_sequence as place from mt_doc_chatmessage m
    where m.tenant_id || '' = @tenant and m.session_id = @session and m.message_type = @type
      and m.type_sequence = (search.low + search.high) / 2 offset 0
  ) as middle on search.high - search.low > 1
), place as (
  select kind.total, (select max(low) from search) as at from kind
)
select {CursorMembers}, '[' || coalesce((
  select string_agg(page.data, ',') from (
    select {MessageJson} as data from mt_doc_chatmessage m
    where m.tenant_id || '' = @tenant and m.session_id = @session and m.message_type = @type
      and m.type_sequence > part.above and m.type_sequence <= part.upto
    order by m.type_sequence
  ) as page), '') || ']' as items
from ({CursorPart}) as part
