DROP POLICY "own_tenant" ON "notes";

DROP POLICY "read" ON "notes";

DROP POLICY "add" ON "notes";

DROP POLICY "never" ON "notes";

ALTER TABLE "old" ENABLE ROW LEVEL SECURITY;

CREATE POLICY "mine" ON "old"
  USING (id > 0);

-- hazard: drop-table: table fresh is dropped
DROP TABLE "fresh";

ALTER TABLE "notes"
  DISABLE ROW LEVEL SECURITY,
  NO FORCE ROW LEVEL SECURITY;
