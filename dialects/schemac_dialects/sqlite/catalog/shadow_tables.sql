-- The tables that belong to a virtual table (SQLite 3.37 and later).
SELECT name
FROM pragma_table_list
WHERE schema = 'main' AND type = 'shadow'
