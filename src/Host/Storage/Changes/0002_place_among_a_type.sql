-- Messages know their place among those of their type, so that a page of one type is a range as well. Hosts of the version
-- before do not write it: the trigger does, from the count that their session still has when the message is inserted.
alter table mt_doc_chatmessage add column if not exists type_sequence bigint;

create or replace function chat_place_among_a_type() returns trigger language plpgsql as $$
begin
  select (s.data -> 'internals' ->> new.message_type)::bigint + 1 into new.type_sequence
  from mt_doc_chatsession s where s.tenant_id = new.tenant_id and s.id = new.session_id;
  return new;
end
$$;

create or replace trigger chat_place_among_a_type before insert on mt_doc_chatmessage
for each row when (new.type_sequence is null) execute function chat_place_among_a_type();
