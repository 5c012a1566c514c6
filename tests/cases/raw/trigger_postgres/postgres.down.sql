SET check_function_bodies = off;

drop trigger users_note on users;

drop function note_user();

ALTER TABLE "users" ALTER COLUMN "name" TYPE text;

create function note_user() returns trigger language plpgsql as $$
begin
  insert into log (what) values (new.name);
  return new;
end $$;

create trigger users_note after insert on users for each row execute function note_user();

RESET check_function_bodies;
