ALTER POLICY "old_name" ON "notes" RENAME TO "new_name";

DROP POLICY "command" ON "notes";

DROP POLICY "kind" ON "notes";

DROP POLICY "check_goes" ON "notes";

ALTER TABLE "notes" FORCE ROW LEVEL SECURITY;

ALTER POLICY "roles_change" ON "notes" TO "tenant_a", "tenant_b";

ALTER POLICY "expression" ON "notes"
  USING (id > 5)
  WITH CHECK (id > 6);

CREATE POLICY "command" ON "notes" FOR UPDATE
  USING (id > 0);

CREATE POLICY "kind" ON "notes" AS RESTRICTIVE
  USING (id > 0);

CREATE POLICY "check_goes" ON "notes"
  USING (id > 0);

COMMENT ON POLICY "remark" ON "notes" IS 'What it is.';
