SET check_function_bodies = off;

-- hazard: drop-raw: raw whisper is dropped
drop function whisper(text);

drop function shout(text);

create function shout(words text) returns text language sql as 'select upper(words)';

RESET check_function_bodies;
