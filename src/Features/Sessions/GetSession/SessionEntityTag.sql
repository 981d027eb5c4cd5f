-- The entity tag of the session s, as ChatSession has it; null while it has none.
'"' || nullif(s.data -> 'internals' ->> 'changed', '0') || '"'
