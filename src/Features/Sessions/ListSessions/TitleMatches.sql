-- Whether the title of the session s holds a text. Titles that an earlier version stored have only their case folded, until the
-- session changes or its projection is rebuilt.
(strpos(s.search_title, @search) > 0 or (@search_as_before <> @search and strpos(s.search_title, @search_as_before) > 0))
