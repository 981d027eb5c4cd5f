-- A part of a walk over sessions, largest id first: an order in which sessions do not move. One row more tells whether any are left.
with found as materialized (
  select s.id from mt_doc_chatsession s
  where s.tenant_id = @tenant and s.id < @before{Filter} order by s.id desc limit @size::bigint + 1
), part as materialized (
  select id from found order by id desc limit @size
)
select case when (select count(*) from found) > @size then (select min(id) from part) end as next, '[' || coalesce((
  select string_agg(listed.data, ',') from (
    select document.data from part as found cross join lateral {FoundSession} as document order by found.id desc
  ) as listed), '') || ']' as items
