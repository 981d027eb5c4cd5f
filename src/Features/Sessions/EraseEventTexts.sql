-- Erases the titles and the metadata of sessions in their events.
update mt_events set data = data || '{"title": "", "metadata": {}}'::jsonb
where tenant_id = @tenant and stream_id = @tenant and version between @first and @last
  and type in ({Types}) and (data ->> 'session_id')::bigint = any(@sessions)
