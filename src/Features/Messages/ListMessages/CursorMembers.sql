-- What is said of the messages on one side of a cursor.
part.total as total_count, part.above > 0 as has_previous, part.upto < part.total as has_next
