-- A page of the sessions whose title contains a text: one scan of an index with the titles; reads only the documents of the page.
with matches as materialized (
  select array(
    select s.id from mt_doc_chatsession s
    where s.tenant_id = @tenant{Filter} and {TitleMatches}
    order by s.last_message_at desc, s.id desc) as ids
)
select cardinality(ids)::bigint as total_count, '[' || coalesce((
  select string_agg(listed.data, ',') from (
    select document.data
    from unnest(ids[@first:@last]) with ordinality as found(id, place) cross join lateral {FoundSession} as document
    order by found.place
  ) as listed), '') || ']' as items
from matches
