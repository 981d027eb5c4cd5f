-- The JSON of the message m of @session, as text. Whether any message of the session grows is asked once a query.
case when (select exists (select from mt_doc_messagedraft g where g.tenant_id = @tenant and g.session_id = @session)) then {MessageJsonSoFar}
else ({MessageStored})::text end
