ALTER TABLE "User's ""Accounts""" RENAME TO "User Accounts";

ALTER TABLE "User Accounts" RENAME COLUMN "say ""ho""" TO "say ""hi""";

ALTER INDEX "User's ""Accounts""_order_idx" RENAME TO "by order";

ALTER TABLE "User Accounts" RENAME CONSTRAINT "User's ""Accounts""_pkey" TO "User Accounts_pkey";

ALTER INDEX "Lower Ho" RENAME TO "Lower Hi";

DROP VIEW "All Of Them";

ALTER TABLE "User Accounts" DROP CONSTRAINT "User's ""Accounts""_new column_key";

ALTER TABLE "select" DROP CONSTRAINT "select_user id_fkey";

-- hazard: drop-enum-value: the Mood loses new's
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "User Accounts" CROSS JOIN LATERAL (SELECT "Mood"::text) AS held (value)
    WHERE value IN ('new''s') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, '"User Accounts"', lost.value, 'Mood');
  END IF;
END$$;

ALTER TYPE "the Mood" RENAME TO "the Mood_old";

CREATE TYPE "the Mood" AS ENUM ('it''s good', 'so "so"', 'bäd');

ALTER TABLE "User Accounts"
  ALTER COLUMN "Mood" DROP DEFAULT,
  ALTER COLUMN "Mood" TYPE "the Mood" USING "Mood"::text::"the Mood",
  ALTER COLUMN "Mood" SET DEFAULT 'it''s good';

DROP TYPE "the Mood_old";

-- hazard: narrow-column: User Accounts.größe becomes integer and may hold values that do not fit
-- hazard: rewrite-table: User Accounts.größe is written again as integer
-- hazard: drop-column: column User Accounts.new column is dropped
ALTER TABLE "User Accounts"
  ALTER COLUMN "say ""hi""" SET DEFAULT 'it''s',
  ALTER COLUMN "Mood" SET DEFAULT 'it''s good',
  ALTER COLUMN "größe" DROP DEFAULT,
  ALTER COLUMN "größe" TYPE integer,
  ALTER COLUMN "größe" SET DEFAULT 1,
  DROP COLUMN "new column";

-- hazard: set-not-null: select.user id may hold NULL
-- hazard: drop-column: column select.to is dropped
ALTER TABLE "select"
  ALTER COLUMN "user id" SET NOT NULL,
  ADD CONSTRAINT "select_user id_fkey" FOREIGN KEY ("user id") REFERENCES "User Accounts" ON DELETE CASCADE,
  DROP COLUMN "to";

CREATE VIEW "All Of Them" AS
select "Id", "größe" as "The Größe" from "User Accounts";
