-- The JSON of the message m of @session, as text. Whether a message of the session grows, which is rare, is asked once a query;
-- then what was appended is put together.
case when (select exists (select from mt_doc_messagedraft g where g.tenant_id = @tenant and g.session_id = @session)) then {MessageJsonSoFar}
else m.data::text end
