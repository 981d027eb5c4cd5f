-- Lists of active and of inactive sessions run down indexes of their own, and a search reads an index; the store makes them.
-- An index holds no titles beyond those that may be configured.
update mt_doc_chatsession set search_title = left(search_title, 400) where length(search_title) > 400;
drop index if exists ix_chatsession_list, ix_chatsession_active, ix_chatsession_inactive;
