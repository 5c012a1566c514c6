-- Routines without their bodies, which lose escapes here.
select
  routine_name, routine_type, dtd_identifier, character_set_name, collation_name,
  is_deterministic, sql_data_access, security_type, definer, sql_mode, routine_comment, external_language
from information_schema.routines
where routine_schema = database()
