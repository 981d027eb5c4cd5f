-- Sessions by their ids, in one look.
where tenant_id = @tenant and id = any(@sessions)
