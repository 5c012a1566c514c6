ALTER POLICY "new_name" ON "notes" RENAME TO "old_name";

DROP POLICY "command" ON "notes";

DROP POLICY "kind" ON "notes";

ALTER TABLE "notes" NO FORCE ROW LEVEL SECURITY;

ALTER POLICY "roles_change" ON "notes" TO "tenant_a";

ALTER POLICY "expression" ON "notes"
  USING (id > 0)
  WITH CHECK (id > 0);

CREATE POLICY "command" ON "notes" FOR SELECT
  USING (id > 0);

CREATE POLICY "kind" ON "notes"
  USING (id > 0);

ALTER POLICY "check_goes" ON "notes"
  WITH CHECK (id > 1);

COMMENT ON POLICY "remark" ON "notes" IS 'What it was.';
