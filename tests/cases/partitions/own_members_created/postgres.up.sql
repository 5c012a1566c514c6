CREATE TABLE "events" (
  "id" bigint NOT NULL,
  "at" date NOT NULL,
  "kind" text DEFAULT 'x' NOT NULL,
  CONSTRAINT "events_pkey" PRIMARY KEY ("id", "at")
) PARTITION BY RANGE ("at");

CREATE TABLE "events_2026" PARTITION OF "events" (
  CONSTRAINT "lucky" CHECK (id <> 13)
) FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

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

CREATE INDEX "only_here" ON "events_2026" ((lower(kind)));
