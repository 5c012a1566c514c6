-- schemac:allow narrow-column

SET check_function_bodies = off;

drop trigger users_note on users;

drop function note_user();

-- hazard: narrow-column: users.name becomes varchar(50) and may hold values that do not fit
-- hazard: rewrite-table: users.name is written again as varchar(50)
ALTER TABLE "users" ALTER COLUMN "name" TYPE varchar(50);

create function note_user() returns trigger language plpgsql as $$
begin
  insert into log (what) values ('new ' || new.name);
  return new;
end $$;

create trigger users_note after insert on users for each row execute function note_user();

RESET check_function_bodies;
