CREATE DOMAIN "old" AS text;

-- hazard: rewrite-table: users.email is written again as text
-- hazard: convert-column: users.nick is converted from text to old
-- hazard: rewrite-table: users.nick is written again as old
-- hazard: drop-column: column users.second is dropped
ALTER TABLE "users"
  ALTER COLUMN "email" TYPE text USING "email"::text,
  ALTER COLUMN "nick" TYPE "old" USING "nick"::"old",
  DROP COLUMN "second";

-- hazard: drop-type: domain email is dropped
DROP DOMAIN "email";
