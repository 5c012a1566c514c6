ALTER TABLE "users" RENAME COLUMN "name" TO "first_name";

ALTER TABLE "users" ADD COLUMN "last_name" text;

UPDATE "users" SET "last_name" = 'unknown';

-- hazard: rewrite-table: users.name gets a value of its own in every row
ALTER TABLE "users"
  ALTER COLUMN "last_name" SET NOT NULL,
  ADD COLUMN "name" text GENERATED ALWAYS AS (first_name || ' ' || last_name) STORED;
