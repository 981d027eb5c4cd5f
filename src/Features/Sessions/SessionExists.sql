-- Whether the user has a session. SQL, since every look of an event stream asks for it: LINQ would be parsed each time.
select exists (select from mt_doc_chatsession where tenant_id = @tenant and id = @session)
