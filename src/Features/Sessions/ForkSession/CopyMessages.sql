-- Copies the messages of a session up to a sequence, with their deltas, into another session. The ids are in the order of the sequences.
insert into mt_doc_chatmessage
  (tenant_id, id, session_id, sequence, message_type, type_sequence, mt_dotnet_type, mt_version, mt_last_modified, data)
select m.tenant_id, own.id, @fork, m.sequence, m.message_type, m.type_sequence, m.mt_dotnet_type, gen_random_uuid(), transaction_timestamp(),
  m.data || jsonb_build_object('id', own.id, 'session_id', @fork, 'revision', 1, 'feedback', null) || case when d.id is null then '{}' else
    jsonb_build_object('content', {MessageContentSoFar}, 'updated_at', d.data -> 'touched_at',
      'status', replace(m.data ->> 'status', 'streaming', 'interrupted')) end
from mt_doc_chatmessage m
join unnest(@ids) with ordinality as own(id, sequence) on own.sequence = m.sequence
left join mt_doc_messagedraft d on d.tenant_id = m.tenant_id and d.id = m.id
where m.tenant_id = @tenant and m.session_id = @session and m.sequence <= @up_to
