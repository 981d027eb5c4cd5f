-- Finds entries by the index of words. The policy of the table asks for the words, since row-level security lets no condition of ours
-- reach that index: see SearchWords. "tenant_id || ''" keeps the planner from reading the user's other indexes as well.
with found as materialized (
  select e.id, e.session_id, e.found_at, e.message_type from mt_doc_searchentry e
  where e.tenant_id || '' = @tenant and (e.found_at, e.id) < (@found_at, @id) and e.found_at >= @from
)
select false as is_incomplete, 0::bigint as entries, null::timestamptz as found_at, null::bigint as id, {HitColumns}
from (
  select {HitMembers} from found e
  join mt_doc_chatsession s on s.tenant_id = @tenant and s.id = e.session_id and {HitFilter}
  order by e.found_at desc, e.id desc limit @most
) as h
order by h.found_at desc, h.id desc
