-- MariaDB's SHOW CREATE TABLE does not tell them. Tables are opened for this.
select g_table_name, g_geometry_column, srid
from information_schema.geometry_columns
where g_table_schema = database() and srid <> 0
