-- schemac:allow convert-column

-- hazard: convert-column: flags.raised is converted from text to boolean
-- hazard: rewrite-table: flags.raised is written again as boolean
-- hazard: convert-column: flags.at is converted from text to timestamptz
-- hazard: rewrite-table: flags.at is written again as timestamptz
-- hazard: convert-column: flags.code is converted from text to uuid
-- hazard: rewrite-table: flags.code is written again as uuid
-- hazard: convert-column: flags.count is converted from text to bigint
-- hazard: rewrite-table: flags.count is written again as bigint
ALTER TABLE "flags"
  ALTER COLUMN "raised" TYPE boolean USING "raised"::boolean,
  ALTER COLUMN "at" TYPE timestamptz USING "at"::timestamptz,
  ALTER COLUMN "code" TYPE uuid USING "code"::uuid,
  ALTER COLUMN "count" TYPE bigint USING "count"::bigint;
