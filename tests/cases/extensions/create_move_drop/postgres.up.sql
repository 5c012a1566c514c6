-- schemac:allow drop-extension

COMMENT ON EXTENSION "pg_trgm" IS 'Likeness.';

ALTER EXTENSION "pg_trgm" SET SCHEMA "tools";

CREATE EXTENSION IF NOT EXISTS "hstore" SCHEMA "tools";

-- hazard: rewrite-table: users.email is written again as text
ALTER TABLE "users" ALTER COLUMN "email" TYPE text;

-- hazard: drop-extension: extension citext is dropped
DROP EXTENSION "citext";
