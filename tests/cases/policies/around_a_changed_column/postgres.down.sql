-- The data of column notes.gone does not come back: only its structure does.

DROP POLICY "both" ON "notes";

DROP POLICY "small" ON "notes";

-- hazard: narrow-column: notes.id becomes integer and may hold values that do not fit
-- hazard: rewrite-table: notes.id is written again as integer
-- hazard: add-not-null: notes.gone is NOT NULL and has no default
ALTER TABLE "notes"
  ALTER COLUMN "id" TYPE integer,
  ADD COLUMN "gone" integer NOT NULL;

CREATE POLICY "both" ON "notes"
  USING (gone > 0 and id > 0);

CREATE POLICY "small" ON "notes"
  USING (id > 0);
