-- The entity tag of the session s, as in ChatSession.EntityTag.
'"' || nullif(s.data -> 'internals' ->> 'changed', '0') || '"'
