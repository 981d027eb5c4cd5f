-- The drafts of a user or a session.
select d.id, d.session_id, (d.data ->> 'is_streaming')::boolean as is_streaming from mt_doc_messagedraft d
where d.tenant_id = @tenant and (@session::bigint = 0 or d.session_id = @session::bigint) order by d.id
