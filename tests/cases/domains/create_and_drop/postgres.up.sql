-- schemac:allow convert-column

CREATE DOMAIN "email" AS text NOT NULL
  CONSTRAINT "email_check" CHECK (value like '%@%')
  CONSTRAINT "email_short" CHECK (length(value) < 100);

COMMENT ON DOMAIN "email" IS 'An address.';

-- hazard: convert-column: users.email is converted from text to email
-- hazard: rewrite-table: users.email is written again as email
-- hazard: rewrite-table: users.nick is written again as text
ALTER TABLE "users"
  ALTER COLUMN "email" TYPE "email" USING "email"::"email",
  ALTER COLUMN "nick" TYPE text USING "nick"::text,
  ADD COLUMN "second" "email" DEFAULT 'none@example.com' NOT NULL;

-- hazard: drop-type: domain old is dropped
DROP DOMAIN "old";
