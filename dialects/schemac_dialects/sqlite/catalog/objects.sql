-- Every object with the text of its definition; a virtual table has no page of its own.
SELECT type, name, tbl_name, sql, type = 'table' AND rootpage = 0 AS virtual
FROM main.sqlite_master
ORDER BY name
