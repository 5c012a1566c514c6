-- hazard: block-writes: events takes no writes while events_kind_idx is built
CREATE INDEX "events_kind_idx" ON "events" ("kind");

DO $schemac$ BEGIN
  EXECUTE (
    SELECT format('ALTER INDEX %s RENAME TO %I', i.indexrelid::regclass, 'own_kind')
    FROM pg_index i CROSS JOIN pg_partition_ancestors(i.indexrelid) a
    WHERE i.indrelid = '"events_2026"'::regclass AND a.relid = '"events_kind_idx"'::regclass
  );
END $schemac$;
