DROP VIEW "prices";

-- hazard: convert-column: the values of money_of are converted
DO $schemac$ BEGIN
  IF (
    SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = '"money_of"'::regclass AND attnum > 0 AND NOT attisdropped
  ) IS DISTINCT FROM ARRAY['amount', 'currency']::text[] THEN
    RAISE EXCEPTION 'the fields of type % are others, or stand in another order, than in the schema', '"money_of"'
      USING HINT = 'Values in arrays and under domains can only be converted where the fields are the same: change the type in two migrations.';
  END IF;
END $schemac$;

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
