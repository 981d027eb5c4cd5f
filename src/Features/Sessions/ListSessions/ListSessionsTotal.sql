-- How many sessions the filter lets through.
select coalesce(sum({Counter}), 0)::bigint
from mt_doc_userstats u, jsonb_each(u.data -> 'agents') as a(key, value)
where u.tenant_id = @tenant{OfAgent}
