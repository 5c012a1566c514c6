-- Whose database it is, and what it has where a table says nothing.
select
  database(),
  current_user(),
  @@collation_database,
  @@collation_server,
  @@lower_case_table_names,
  @@global.time_zone
