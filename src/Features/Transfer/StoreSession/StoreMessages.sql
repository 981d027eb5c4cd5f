-- Stores messages of an imported session. Not COPY, which Postgres refuses on tables with row-level security.
with stored as (
  insert into mt_doc_chatmessage (tenant_id, id, data, mt_version, mt_last_modified, mt_dotnet_type, session_id, sequence, message_type, type_sequence)
  select @tenant, m.id, m.data::jsonb, gen_random_uuid(), transaction_timestamp(), @dotnet_type, @session, m.sequence, m.message_type, m.type_sequence
  from unnest(@ids, @texts, @sequences, @types, @type_sequences) as m(id, data, sequence, message_type, type_sequence)
  returning 1
)
select count(*) from stored
