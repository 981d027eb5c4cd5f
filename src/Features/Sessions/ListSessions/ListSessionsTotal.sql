-- The number of sessions that match the filter.
select coalesce(sum({Counter}), 0)::bigint
from mt_doc_userstats u, jsonb_each(u.data -> 'agents') as a(key, value)
where u.tenant_id = @tenant{OfAgent}
