SET check_function_bodies = off;

drop function if exists shout(text);

create function shout(words text) returns text language sql as 'select upper(words)';

create function whisper(words text) returns text language sql as 'select lower(words)';

RESET check_function_bodies;
