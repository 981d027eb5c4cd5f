-- Erases a session's title and metadata in its events.
update mt_events set data = data || '{"title": "", "metadata": {}}'::jsonb
where tenant_id = @tenant and stream_id = @tenant and version between @first and @last
  and type in ('session_created', 'session_copied', 'session_updated') and (data ->> 'session_id')::bigint = @session
