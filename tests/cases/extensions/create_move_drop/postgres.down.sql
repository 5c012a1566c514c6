COMMENT ON EXTENSION "pg_trgm" IS NULL;

ALTER EXTENSION "pg_trgm" SET SCHEMA "public";

CREATE EXTENSION IF NOT EXISTS "citext";

-- hazard: rewrite-table: users.email is written again as citext
ALTER TABLE "users" ALTER COLUMN "email" TYPE "citext";

-- hazard: drop-extension: extension hstore is dropped
DROP EXTENSION "hstore";
