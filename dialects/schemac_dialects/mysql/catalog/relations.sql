-- Tables, views and sequences; what they are is read from SHOW CREATE.
select table_name, table_type
from information_schema.tables
where table_schema = database()
