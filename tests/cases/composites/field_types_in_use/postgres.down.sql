DROP VIEW "prices";

-- hazard: convert-column: the values of money_of are converted
ALTER TYPE "money_of" RENAME TO "money_of_old";

ALTER DOMAIN "price" RENAME TO "price_old";

CREATE TYPE "money_of" AS (
  "amount" integer,
  "currency" text
);
COMMENT ON TYPE "money_of" IS 'Money.';

CREATE DOMAIN "price" AS "money_of";

ALTER TABLE "items"
  ALTER COLUMN "price" DROP DEFAULT,
  ALTER COLUMN "price" TYPE "money_of" USING CASE WHEN "price" IS DISTINCT FROM NULL THEN ROW(("price")."amount"::text::integer, ("price")."currency"::text::text)::"money_of" END,
  ALTER COLUMN "price" SET DEFAULT '(1,EUR)';
ALTER TABLE "items"
  ALTER COLUMN "past" TYPE "money_of"[] USING "past"::text[]::"money_of"[];
ALTER TABLE "items"
  ALTER COLUMN "list" TYPE "price" USING "list"::text::"price";

DROP DOMAIN "price_old";

DROP TYPE "money_of_old";

CREATE VIEW "prices" AS
select id, (price).amount from items;
