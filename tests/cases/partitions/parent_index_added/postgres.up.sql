-- hazard: block-writes: events takes no writes while events_kind_idx is built
CREATE INDEX "events_kind_idx" ON "events" ("kind");

DO $schemac$
DECLARE
  part regclass := (
    SELECT i.indexrelid
    FROM pg_index i CROSS JOIN pg_partition_ancestors(i.indexrelid) a
    WHERE i.indrelid = '"events_2026"'::regclass AND a.relid = '"events_kind_idx"'::regclass
  );
BEGIN
  IF (SELECT relname FROM pg_class WHERE oid = part) <> 'own_kind' THEN
    EXECUTE format('ALTER INDEX %s RENAME TO %I', part, 'own_kind');
  END IF;
END $schemac$;
