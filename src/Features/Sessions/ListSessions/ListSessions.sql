-- A page of sessions, newest last message first. The total comes from the user's statistics, without counting rows. {Filter} holds
-- only the conditions that the call has, so that each combination has its own plan.
select ({ListSessionsTotal}) as total_count, '[' || coalesce((
  select string_agg(page.data, ',') from (
    select (s.data - 'internals')::text as data from mt_doc_chatsession s where s.tenant_id = @tenant{Filter}
    order by s.last_message_at desc, s.id desc limit @size offset @offset
  ) as page), '') || ']' as items
