-- Stores the words of a message or of a title.
insert into mt_doc_searchentry (tenant_id, id, session_id, found_at, message_type, words, data)
values (@tenant, @id, @session, @found_at, nullif(@type, ''), array_to_tsvector(@words), '{}')
on conflict (tenant_id, id) do update set found_at = excluded.found_at, words = excluded.words
