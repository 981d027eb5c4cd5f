-- What was stored before the trigger was there. No lock but those of the rows, which nobody else writes.
update mt_doc_chatmessage m set type_sequence = placed.place
from (
  select tenant_id, id, row_number() over (partition by tenant_id, session_id, message_type order by sequence) as place
  from mt_doc_chatmessage
) as placed
where m.type_sequence is null and m.tenant_id = placed.tenant_id and m.id = placed.id;

drop index if exists ix_chatmessage_by_type;
