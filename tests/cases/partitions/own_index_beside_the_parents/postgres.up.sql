CREATE TABLE "events" (
  "id" integer NOT NULL,
  "at" date NOT NULL
) PARTITION BY RANGE ("at");

CREATE TABLE "events_2026" PARTITION OF "events" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

CREATE INDEX "every" ON "events" ("id");

CREATE UNIQUE INDEX "unique_by_day" ON "events" ("id", "at");

CREATE INDEX "a_second" ON "events_2026" ("id");

DO $schemac$
DECLARE
  part regclass := (
    SELECT i.indexrelid
    FROM pg_index i CROSS JOIN pg_partition_ancestors(i.indexrelid) a
    WHERE i.indrelid = '"events_2026"'::regclass AND a.relid = '"every"'::regclass
  );
BEGIN
  IF (SELECT relname FROM pg_class WHERE oid = part) <> 'events_2026_id_idx' THEN
    EXECUTE format('ALTER INDEX %s RENAME TO %I', part, 'events_2026_id_idx');
  END IF;
END $schemac$;

DO $schemac$
DECLARE
  part regclass := (
    SELECT i.indexrelid
    FROM pg_index i CROSS JOIN pg_partition_ancestors(i.indexrelid) a
    WHERE i.indrelid = '"events_2026"'::regclass AND a.relid = '"unique_by_day"'::regclass
  );
BEGIN
  IF (SELECT relname FROM pg_class WHERE oid = part) <> 'events_2026_id_at_idx' THEN
    EXECUTE format('ALTER INDEX %s RENAME TO %I', part, 'events_2026_id_at_idx');
  END IF;
END $schemac$;

ALTER TABLE "events_2026" REPLICA IDENTITY USING INDEX "events_2026_id_at_idx";
