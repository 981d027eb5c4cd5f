-- The members of a hit.
e.id, e.session_id, e.found_at, s.data ->> 'title' as title, s.agent_type, s.is_active
