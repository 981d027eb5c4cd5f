-- The joined deltas of a message.
select coalesce(string_agg(p.data ->> 'text', '' order by p.start), '') from mt_doc_messagedelta p
where p.tenant_id = @tenant and p.message_id = @message
