-- A page further on: pages in the second half are read from the end, and skipped rows are skipped in the index alone. The last page
-- of 10,000 sessions costs what the first costs.
with page as materialized (
  select @offset::bigint as before, @size::bigint as size, t.total from ({ListSessionsTotal}) as t(total)
), found as (
  (select s.id from mt_doc_chatsession s
   where s.tenant_id = @tenant{Filter} and (select before <= total / 2 from page)
   order by s.last_message_at desc, s.id desc
   limit (select size from page) offset (select before from page))
  union all
  (select s.id from mt_doc_chatsession s
   where s.tenant_id = @tenant{Filter} and (select before > total / 2 from page)
   order by s.last_message_at, s.id
   limit (select greatest(0, least(size, total - before)) from page)
   offset (select greatest(0, total - before - size) from page))
)
select (select total from page) as total_count, '[' || coalesce((
  select string_agg(listed.data, ',') from (
    select document.data from found cross join lateral {FoundSession} as document
    order by document.last_message_at desc, found.id desc
  ) as listed), '') || ']' as items
