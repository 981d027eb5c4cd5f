-- What pgbench writes to and reads from: the plainest tables that could serve the contract's hot paths.
create table sessions (
  id bigserial primary key, user_id text not null, title text not null, agent_type text not null,
  is_active boolean not null default true, metadata jsonb not null default '{}', message_count int not null default 0,
  created_at timestamptz not null default now(), last_message_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index on sessions (user_id, last_message_at desc);
create table messages (
  id bigserial primary key, session_id bigint not null references sessions, message_type text not null, content text not null,
  agent_type text, metadata jsonb not null default '{}', created_at timestamptz not null default now());
create index on messages (session_id, id);
create table user_stats (user_id text primary key, total_messages bigint not null default 0);

insert into sessions (user_id, title, agent_type, message_count)
select 'u' || s, 'Session ' || s, 'primary', 60 from generate_series(1, 200) as s;
insert into messages (session_id, message_type, content, agent_type, metadata)
select s, 'assistant', repeat('lorem ipsum dolor sit amet ', 10), 'primary', '{"model":"m","tokens":42}'
from generate_series(1, 60) as m, generate_series(1, 200) as s;
insert into user_stats select 'u' || s, 60 from generate_series(1, 200) as s;
