-- Events without schedule and body, which are read from SHOW CREATE EVENT.
select event_name, definer, time_zone, sql_mode, status, on_completion, event_comment
from information_schema.events
where event_schema = database()
