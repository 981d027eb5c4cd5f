-- A page of sessions, newest last message first. Without a search the total comes from the user's statistics: nothing is counted.
-- {Filter} holds only the conditions that are asked for, so that each form has a plan of its own.
select ({ListSessionsTotal}) as total_count, '[' || coalesce((
  select string_agg(page.data, ',') from (
    select (s.data - 'internals')::text as data from mt_doc_chatsession s where s.tenant_id = @tenant{Filter}
    order by s.last_message_at desc, s.id desc limit @size offset @offset
  ) as page), '') || ']' as items
