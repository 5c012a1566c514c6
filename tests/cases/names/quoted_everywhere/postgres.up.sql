ALTER TABLE "User Accounts" RENAME TO "User's ""Accounts""";

ALTER TABLE "User's ""Accounts""" RENAME COLUMN "say ""hi""" TO "say ""ho""";

ALTER INDEX "Lower Hi" RENAME TO "Lower Ho";

ALTER TABLE "User's ""Accounts""" RENAME CONSTRAINT "User Accounts_pkey" TO "User's ""Accounts""_pkey";

ALTER INDEX "by order" RENAME TO "User's ""Accounts""_order_idx";

-- schemac:no-transaction
ALTER TYPE "the Mood" ADD VALUE IF NOT EXISTS 'new''s';

DROP VIEW "All Of Them";

ALTER TABLE "select" DROP CONSTRAINT "select_user id_fkey";

-- hazard: rewrite-table: User's "Accounts".größe is written again as bigint
ALTER TABLE "User's ""Accounts"""
  ALTER COLUMN "say ""ho""" SET DEFAULT 'it''s new',
  ALTER COLUMN "Mood" SET DEFAULT 'so "so"',
  ALTER COLUMN "größe" DROP DEFAULT,
  ALTER COLUMN "größe" TYPE bigint,
  ALTER COLUMN "größe" SET DEFAULT 1,
  ADD COLUMN "new column" text,
  ADD CONSTRAINT "User's ""Accounts""_new column_key" UNIQUE ("new column");

ALTER TABLE "select"
  ALTER COLUMN "user id" DROP NOT NULL,
  ADD COLUMN "to" text DEFAULT 'x' NOT NULL,
  ADD CONSTRAINT "select_user id_fkey" FOREIGN KEY ("user id") REFERENCES "User's ""Accounts""" ON DELETE SET NULL;

CREATE VIEW "All Of Them" AS
select "Id", "größe" as "The Größe" from "User's ""Accounts""";
