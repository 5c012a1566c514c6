DROP POLICY "mine" ON "old";

ALTER TABLE "old" DISABLE ROW LEVEL SECURITY;

ALTER TABLE "notes"
  ENABLE ROW LEVEL SECURITY,
  FORCE ROW LEVEL SECURITY;

CREATE TABLE "fresh" (
  "id" bigint NOT NULL
);

ALTER TABLE "fresh" ENABLE ROW LEVEL SECURITY;

CREATE POLICY "own_tenant" ON "notes" TO "tenant"
  USING (tenant = current_user)
  WITH CHECK (tenant = current_user);
COMMENT ON POLICY "own_tenant" ON "notes" IS 'Each sees its own.';

CREATE POLICY "read" ON "notes" FOR SELECT
  USING (id > 10);

CREATE POLICY "add" ON "notes" FOR INSERT
  WITH CHECK (id > 10 and tenant is not null);

CREATE POLICY "never" ON "notes" AS RESTRICTIVE FOR DELETE
  USING (false);

CREATE POLICY "all_of_it" ON "fresh"
  USING (exists (select 1 from notes where notes.id = fresh.id));
