-- The columns of a page at a cursor, but for its messages.
part.total as total_count, part.above > 0 as has_previous, part.upto < part.total as has_next
