-- A page of a message's earlier versions; no row for an unknown message. SQL, since the stored JSON is the answer.
select
  (select count(*) from mt_doc_messagerevision c where c.tenant_id = @tenant and c.message_id = @message) as total_count,
  '[' || coalesce((
    select string_agg(page.data, ',') from (
      select ('{"feedback": null}'::jsonb || (r.data -> 'message'))::text as data from mt_doc_messagerevision r
      where r.tenant_id = @tenant and r.message_id = @message order by r.revision limit @size offset @offset
    ) as page), '') || ']' as items
from mt_doc_chatmessage m join mt_doc_chatsession s on s.tenant_id = m.tenant_id and s.id = m.session_id
where m.tenant_id = @tenant and m.id = @message and m.session_id = @session
