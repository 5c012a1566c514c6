SET check_function_bodies = off;

create function whisper(words text) returns text language sql as 'select lower(words)';

RESET check_function_bodies;
