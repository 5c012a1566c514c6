-- schemac:allow add-not-null
-- schemac:allow drop-column

-- hazard: add-not-null: users.first_name is NOT NULL and has no default
ALTER TABLE "users" ADD COLUMN "first_name" text NOT NULL;

ALTER TABLE "users" ADD COLUMN "last_name" text;

UPDATE "users" SET "last_name" = 'unknown';

-- hazard: drop-column: column users.name is dropped
-- hazard: rewrite-table: users.name gets a value of its own in every row
ALTER TABLE "users"
  ALTER COLUMN "last_name" SET NOT NULL,
  DROP COLUMN "name",
  ADD COLUMN "name" text GENERATED ALWAYS AS (first_name || ' ' || last_name) STORED;
