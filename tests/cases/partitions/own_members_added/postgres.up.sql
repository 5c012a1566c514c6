-- schemac:allow add-check

ALTER TABLE "events_2026" ALTER COLUMN "kind" SET DEFAULT 'this year';

COMMENT ON COLUMN "events_2026"."id" IS 'The number.';

DO $schemac$ BEGIN
  EXECUTE (
    SELECT format('ALTER INDEX %s RENAME TO %I', i.indexrelid::regclass, 'own_key')
    FROM pg_index i CROSS JOIN pg_partition_ancestors(i.indexrelid) a
    WHERE i.indrelid = '"events_2026"'::regclass AND a.relid = '"events_pkey"'::regclass
  );
END $schemac$;

-- hazard: add-check: events_2026 must satisfy id <> 13
ALTER TABLE "events_2026" ADD CONSTRAINT "lucky" CHECK (id <> 13);

DO $schemac$ BEGIN
  EXECUTE (
    SELECT format('ALTER INDEX %s RENAME TO %I', i.indexrelid::regclass, 'own_kind')
    FROM pg_index i CROSS JOIN pg_partition_ancestors(i.indexrelid) a
    WHERE i.indrelid = '"events_2026"'::regclass AND a.relid = '"events_kind_idx"'::regclass
  );
END $schemac$;

-- hazard: block-writes: events_2026 takes no writes while only_here is built
CREATE INDEX "only_here" ON "events_2026" ((lower(kind)));
