-- What SQLite itself understood of the columns of every table; hidden: 2 is virtual, 3 is stored.
SELECT
  t.name,
  c.name,
  c.type,
  c."notnull",
  c.dflt_value IS NOT NULL AND upper(c.dflt_value) <> 'NULL',
  c.pk,
  c.hidden
FROM main.sqlite_master AS t
JOIN pragma_table_xinfo(t.name, 'main') AS c
WHERE t.type = 'table' AND t.rootpage > 0
ORDER BY t.name, c.cid
