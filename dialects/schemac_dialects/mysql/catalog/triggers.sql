-- Triggers without their bodies, which lose escapes here.
select trigger_name, event_object_table, action_timing, event_manipulation, action_order, definer, sql_mode
from information_schema.triggers
where trigger_schema = database()
