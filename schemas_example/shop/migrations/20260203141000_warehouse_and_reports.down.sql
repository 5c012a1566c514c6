DROP MATERIALIZED VIEW "shop"."daily_sales";

DROP VIEW "shop"."best_sellers";

DROP VIEW "shop"."open_purchases";

DROP INDEX "shop"."products_words_idx";

DROP INDEX "shop"."products_name_idx";

DROP INDEX "shop"."products_on_sale_idx";

DROP INDEX "shop"."customers_name_idx";

DROP INDEX "shop"."purchases_open_idx";

ALTER TABLE "shop"."purchases" DROP CONSTRAINT "purchases_paid_has_date";

-- hazard: drop-enum-value: order_status loses shipped
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "shop"."purchases" CROSS JOIN LATERAL (SELECT "status"::text) AS held (value)
    WHERE value IN ('shipped') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'shop.purchases', lost.value, 'status');
  END IF;
END$$;

ALTER TYPE "shop"."order_status" RENAME TO "order_status_old";

CREATE TYPE "shop"."order_status" AS ENUM ('pending', 'paid', 'cancelled');

ALTER TABLE "shop"."purchases"
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "status" TYPE "shop"."order_status" USING "status"::text::"shop"."order_status",
  ALTER COLUMN "status" SET DEFAULT 'pending';

DROP TYPE "shop"."order_status_old";

ALTER SEQUENCE "shop"."sku_seq" START WITH 100000 INCREMENT BY 10 NO MINVALUE NO MAXVALUE CACHE 20 NO CYCLE;

ALTER TABLE "shop"."products" DROP COLUMN "price_with_vat";

-- hazard: drop-column: column purchases.shipped_at is dropped
-- hazard: drop-column: column purchases.note is dropped
ALTER TABLE "shop"."purchases"
  DROP COLUMN "shipped_at",
  DROP COLUMN "note",
  ADD CONSTRAINT "purchases_paid_has_date" CHECK (status <> 'paid' or paid_at is not null);

ALTER TABLE "shop"."purchase_lines" DROP COLUMN "total";

-- hazard: drop-table: table warehouse.movements_rest is dropped
DROP TABLE "warehouse"."movements_rest";

-- hazard: drop-table: table warehouse.movements_2026 is dropped
DROP TABLE "warehouse"."movements_2026";

-- hazard: drop-table: table warehouse.movements is dropped
DROP TABLE "warehouse"."movements";

-- hazard: drop-table: table warehouse.stock is dropped
DROP TABLE "warehouse"."stock";

-- hazard: drop-table: table warehouse.places is dropped
DROP TABLE "warehouse"."places";

-- hazard: drop-extension: extension pg_trgm is dropped
DROP EXTENSION "pg_trgm";

-- hazard: drop-schema: schema warehouse is dropped
DROP SCHEMA "warehouse";
