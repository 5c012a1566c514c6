ALTER INDEX "own_key" RENAME TO "events_2026_pkey";

ALTER TABLE "events_2026" DROP CONSTRAINT "lucky";

ALTER INDEX "own_kind" RENAME TO "events_2026_kind_idx";

DROP INDEX "only_here";

ALTER TABLE "events_2026" ALTER COLUMN "kind" SET DEFAULT 'x';

COMMENT ON COLUMN "events_2026"."id" IS NULL;
