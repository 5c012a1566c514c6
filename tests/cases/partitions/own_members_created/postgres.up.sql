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

DO $schemac$ BEGIN
  EXECUTE (
    SELECT format('ALTER INDEX %s RENAME TO %I', i.indexrelid::regclass, 'own_key')
    FROM pg_index i CROSS JOIN pg_partition_ancestors(i.indexrelid) a
    WHERE i.indrelid = '"events_2026"'::regclass AND a.relid = '"events_pkey"'::regclass
  );
END $schemac$;

CREATE INDEX "events_kind_idx" ON "events" ("kind");

DO $schemac$ BEGIN
  EXECUTE (
    SELECT format('ALTER INDEX %s RENAME TO %I', i.indexrelid::regclass, 'own_kind')
    FROM pg_index i CROSS JOIN pg_partition_ancestors(i.indexrelid) a
    WHERE i.indrelid = '"events_2026"'::regclass AND a.relid = '"events_kind_idx"'::regclass
  );
END $schemac$;

CREATE INDEX "only_here" ON "events_2026" ((lower(kind)));
