-- Stores earlier versions of messages of an imported session.
with stored as (
  insert into mt_doc_messagerevision (tenant_id, id, data, mt_version, mt_last_modified, mt_dotnet_type, message_id, revision)
  select @tenant, r.id, r.data::jsonb, gen_random_uuid(), transaction_timestamp(), @dotnet_type, r.message_id, r.revision
  from unnest(@ids, @texts, @messages, @revisions) as r(id, data, message_id, revision)
  returning 1
)
select count(*) from stored
