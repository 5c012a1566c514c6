-- schemac:allow add-check

ALTER TABLE "events_2026" ALTER COLUMN "kind" SET DEFAULT 'this year';

COMMENT ON COLUMN "events_2026"."id" IS 'The number.';

DO $schemac$
DECLARE
  part regclass := (
    SELECT i.indexrelid
    FROM pg_index i CROSS JOIN pg_partition_ancestors(i.indexrelid) a
    WHERE i.indrelid = '"events_2026"'::regclass AND a.relid = '"events_pkey"'::regclass
  );
BEGIN
  IF (SELECT relname FROM pg_class WHERE oid = part) <> 'own_key' THEN
    EXECUTE format('ALTER INDEX %s RENAME TO %I', part, 'own_key');
  END IF;
END $schemac$;

-- hazard: add-check: events_2026 must satisfy id <> 13
ALTER TABLE "events_2026" ADD CONSTRAINT "lucky" CHECK (id <> 13);

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

-- hazard: block-writes: events_2026 takes no writes while only_here is built
CREATE INDEX "only_here" ON "events_2026" ((lower(kind)));
