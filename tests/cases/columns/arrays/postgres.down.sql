-- hazard: rewrite-table: items.tags is written again as text[]
-- hazard: narrow-column: items.counts becomes integer[] and may hold values that do not fit
-- hazard: rewrite-table: items.counts is written again as integer[]
-- hazard: rewrite-table: items.word is written again as text
-- hazard: convert-column: items.one is converted from integer[] to integer
-- hazard: rewrite-table: items.one is written again as integer
-- hazard: drop-column: column items.more is dropped
ALTER TABLE "items"
  ALTER COLUMN "tags" TYPE text[],
  ALTER COLUMN "counts" DROP DEFAULT,
  ALTER COLUMN "counts" TYPE integer[],
  ALTER COLUMN "counts" SET DEFAULT '{1,2}',
  ALTER COLUMN "word" TYPE text USING "word"::text,
  ALTER COLUMN "one" TYPE integer USING "one"::integer,
  DROP COLUMN "more";
