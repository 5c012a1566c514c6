-- schemac:allow narrow-column

-- hazard: narrow-column: items.tags becomes varchar(20)[] and may hold values that do not fit
-- hazard: rewrite-table: items.tags is written again as varchar(20)[]
-- hazard: rewrite-table: items.counts is written again as bigint[]
-- hazard: rewrite-table: items.word is written again as text[]
-- hazard: rewrite-table: items.one is written again as integer[]
ALTER TABLE "items"
  ALTER COLUMN "tags" TYPE varchar(20)[],
  ALTER COLUMN "counts" DROP DEFAULT,
  ALTER COLUMN "counts" TYPE bigint[],
  ALTER COLUMN "counts" SET DEFAULT '{}',
  ALTER COLUMN "word" TYPE text[] USING array[word],
  ALTER COLUMN "one" TYPE integer[] USING array[one],
  ADD COLUMN "more" date[] DEFAULT '{}' NOT NULL;
