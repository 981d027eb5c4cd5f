-- Deletes the earlier versions of a message, and counts them.
with erased as (
  {MessageRowsDelete} returning 1
)
select count(*) from erased
