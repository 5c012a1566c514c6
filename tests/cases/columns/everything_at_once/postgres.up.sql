-- schemac:allow add-unique
-- schemac:allow add-check

ALTER TABLE "items" RENAME COLUMN "code" TO "label";

-- hazard: rewrite-table: items.label is written again as text
ALTER TABLE "items"
  ALTER COLUMN "label" DROP DEFAULT,
  ALTER COLUMN "label" TYPE text COLLATE "C" USING "label"::text,
  ALTER COLUMN "label" SET DEFAULT 'none';

UPDATE "items" SET "label" = 'was null' WHERE "label" IS NULL;

-- hazard: add-unique: items (label) must be unique
-- hazard: add-check: items must satisfy label <> ''
ALTER TABLE "items"
  ALTER COLUMN "label" SET NOT NULL,
  ADD CONSTRAINT "items_label_key" UNIQUE ("label"),
  ADD CONSTRAINT "items_label_check" CHECK (label <> '');
