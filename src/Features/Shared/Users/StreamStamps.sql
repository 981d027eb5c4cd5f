-- The stamps of the streams of the users $1. Looked up one by one, which "offset 0" and "limit 1" make sure of. Behind "select" the
-- planner does not see how long the array is, and keeps its plan: it took twice as long to plan for each array as to look.
select u.id, s.version, s.timestamp, s.grows from unnest((select $1)) as u(id) cross join lateral (
  select s.version, s.timestamp,
    (select true from mt_doc_messagedraft d where d.tenant_id = u.id limit 1) is not null as grows
  from mt_streams s where s.tenant_id = u.id and s.id = u.id offset 0
) as s
