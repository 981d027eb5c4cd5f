-- Every command updates the user's stream row and statistics. With room on the page for the next version of a row, the
-- update stays on the page and touches no index; a vacuum that starts early keeps that room free.
alter table mt_streams set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
alter table mt_doc_userstats set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
alter table mt_doc_chatsession set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
