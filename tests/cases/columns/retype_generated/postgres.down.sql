-- hazard: rewrite-table: users.next gets a value of its own in every row
ALTER TABLE "users"
  DROP COLUMN "next",
  ADD COLUMN "next" integer GENERATED ALWAYS AS (age + 1) STORED;
