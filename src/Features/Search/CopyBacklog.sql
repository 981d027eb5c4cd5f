-- A session that was copied before all of it was searchable.
insert into mt_doc_searchbacklog (tenant_id, id, data)
select b.tenant_id, @fork::bigint, jsonb_build_object('id', @fork::bigint, 'after', 0) from mt_doc_searchbacklog b
where b.tenant_id = @tenant and b.id = @session
