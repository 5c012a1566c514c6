-- What SQLite itself understood of the keys of every index; origin: c is CREATE INDEX, u is UNIQUE, pk is PRIMARY KEY.
SELECT t.name, i.name, i.origin, i."unique", i.partial, c.name, c.desc, c.coll
FROM main.sqlite_master AS t
JOIN pragma_index_list(t.name, 'main') AS i
JOIN pragma_index_xinfo(i.name, 'main') AS c
WHERE t.type = 'table' AND t.rootpage > 0 AND c.key
ORDER BY t.name, i.name, c.seqno
