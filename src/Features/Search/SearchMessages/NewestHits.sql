-- Looks through the newest entries behind a place, without the index of words: what occurs often is found in a few of them.
with newest as materialized (
  select e.id, e.session_id, e.found_at, e.message_type, e.words @@ @query::tsquery as is_hit from mt_doc_searchentry e
  where e.tenant_id = @tenant and (e.found_at, e.id) < (@found_at, @id) and e.found_at >= @from
  order by e.found_at desc, e.id desc limit @depth
), walked as (
  select count(*) as entries, (array_agg(found_at order by found_at, id))[1] as found_at, (array_agg(id order by found_at, id))[1] as id from newest
)
select exists (select from mt_doc_searchbacklog b where b.tenant_id = @tenant) as is_incomplete,
  walked.entries, walked.found_at, walked.id, {HitColumns}
from walked left join lateral (
  select {HitMembers} from newest e
  join mt_doc_chatsession s on s.tenant_id = @tenant and s.id = e.session_id and e.is_hit and {HitFilter}
  order by e.found_at desc, e.id desc limit @most
) as h on true
order by h.found_at desc, h.id desc
