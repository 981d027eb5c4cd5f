-- Removes the words of a message or of a title.
delete from mt_doc_searchentry where tenant_id = @tenant and id = @id
