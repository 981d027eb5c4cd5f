-- The deltas of a message from an offset on: the first start, and the joined text.
select min(p.start) as start, string_agg(p.data ->> 'text', '' order by p.start) as text from mt_doc_messagedelta p
where p.tenant_id = @tenant and p.message_id = @message and p.start >= @from having count(*) > 0
