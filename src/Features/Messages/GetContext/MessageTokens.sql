-- The tokens of the message m, none when it is deleted: metadata.tokens, or an estimate: one for each four bytes of UTF-8, and four
-- for the role. Numbers beyond the limit are cut, so that they fit a bigint.
select case when m.data ->> 'status' = 'deleted' then 0 else coalesce(
  case when said.tokens >= 0 and said.tokens = trunc(said.tokens) then least(said.tokens, c.most + 1)::bigint end,
  (octet_length(m.data ->> 'content') + (case when c.grows then (
    select coalesce(sum(octet_length(p.data ->> 'text')), 0) from mt_doc_messagedelta p
    where p.tenant_id = m.tenant_id and p.message_id = m.id) else 0 end) + 3) / 4 + 4) end as tokens
from (
  select case jsonb_typeof(m.data -> 'metadata' -> 'tokens') when 'number' then (m.data -> 'metadata' ->> 'tokens')::numeric end as tokens
) as said
