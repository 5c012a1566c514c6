-- hazard: rewrite-table: flags.raised is written again as text
-- hazard: rewrite-table: flags.at is written again as text
-- hazard: rewrite-table: flags.code is written again as text
-- hazard: rewrite-table: flags.count is written again as text
ALTER TABLE "flags"
  ALTER COLUMN "raised" TYPE text USING "raised"::text,
  ALTER COLUMN "at" TYPE text USING "at"::text,
  ALTER COLUMN "code" TYPE text USING "code"::text,
  ALTER COLUMN "count" TYPE text USING "count"::text;
