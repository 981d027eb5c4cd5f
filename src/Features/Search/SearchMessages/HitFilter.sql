-- What the call asks for beside words.
(@agent_type = '' or s.agent_type = @agent_type) and (@state = '' or s.is_active = (@state = 'active'))
and (@type = '' or e.message_type = @type) and (@with_messages or e.message_type is null)
and (@session::bigint = 0 or e.session_id = @session::bigint)
