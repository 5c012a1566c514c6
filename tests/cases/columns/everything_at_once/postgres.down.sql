ALTER TABLE "items" RENAME COLUMN "label" TO "code";

-- hazard: convert-column: items.code is converted from text to integer
-- hazard: rewrite-table: items.code is written again as integer
ALTER TABLE "items"
  DROP CONSTRAINT "items_label_key",
  DROP CONSTRAINT "items_label_check",
  ALTER COLUMN "code" DROP DEFAULT,
  ALTER COLUMN "code" TYPE integer USING "code"::integer,
  ALTER COLUMN "code" SET DEFAULT 5,
  ALTER COLUMN "code" DROP NOT NULL;
