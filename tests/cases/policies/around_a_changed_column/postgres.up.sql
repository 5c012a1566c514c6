-- schemac:allow drop-column

DROP POLICY "both" ON "notes";

DROP POLICY "small" ON "notes";

-- hazard: rewrite-table: notes.id is written again as bigint
-- hazard: drop-column: column notes.gone is dropped
ALTER TABLE "notes"
  ALTER COLUMN "id" TYPE bigint,
  DROP COLUMN "gone";

CREATE POLICY "both" ON "notes"
  USING (id > 0);

CREATE POLICY "small" ON "notes"
  USING (id > 0);
