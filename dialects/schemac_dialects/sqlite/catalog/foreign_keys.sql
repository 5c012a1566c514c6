-- What SQLite itself understood of the foreign keys, in the order in which they are written.
SELECT t.name, f.id, f."table", f."from", f."to", f.on_delete, f.on_update
FROM main.sqlite_master AS t
JOIN pragma_foreign_key_list(t.name, 'main') AS f
WHERE t.type = 'table' AND t.rootpage > 0
ORDER BY t.name, f.id DESC, f.seq
