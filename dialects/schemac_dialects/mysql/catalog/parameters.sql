-- The arguments of routines, in order; the one at place 0 is the result.
select
  routine_type, specific_name, parameter_mode, parameter_name, dtd_identifier, character_set_name, collation_name
from information_schema.parameters
where specific_schema = database() and ordinal_position > 0
order by routine_type, specific_name, ordinal_position
