-- schemac:allow drop-column
-- schemac:allow drop-table

ALTER TABLE "shop"."purchases" RENAME TO "orders";

ALTER TABLE "shop"."purchase_lines" RENAME TO "order_lines";

ALTER VIEW "shop"."open_purchases" RENAME TO "open_orders";

ALTER TYPE "shop"."order_status" RENAME VALUE 'cancelled' TO 'canceled';

ALTER TABLE "shop"."customers" RENAME COLUMN "full_name" TO "name";

ALTER TABLE "shop"."order_lines" RENAME COLUMN "purchase_id" TO "order_id";

ALTER TABLE "shop"."orders" RENAME CONSTRAINT "purchases_pkey" TO "orders_pkey";

ALTER TABLE "shop"."orders" RENAME CONSTRAINT "purchases_customer_id_fkey" TO "orders_customer_id_fkey";

ALTER TABLE "shop"."orders" RENAME CONSTRAINT "purchases_paid_has_date" TO "orders_paid_has_date";

ALTER INDEX "shop"."purchases_customer_id_idx" RENAME TO "orders_customer_id_idx";

ALTER INDEX "shop"."purchases_open_idx" RENAME TO "orders_open_idx";

ALTER TABLE "shop"."order_lines" RENAME CONSTRAINT "purchase_lines_pkey" TO "order_lines_pkey";

ALTER TABLE "shop"."order_lines" RENAME CONSTRAINT "purchase_lines_purchase_id_fkey" TO "order_lines_order_id_fkey";

ALTER TABLE "shop"."order_lines" RENAME CONSTRAINT "purchase_lines_product_id_fkey" TO "order_lines_product_id_fkey";

ALTER TABLE "shop"."order_lines" RENAME CONSTRAINT "purchase_lines_quantity_check" TO "order_lines_quantity_check";

ALTER INDEX "shop"."purchase_lines_product_id_idx" RENAME TO "order_lines_product_id_idx";

DROP MATERIALIZED VIEW "shop"."daily_sales";

DROP VIEW "shop"."open_orders";

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'shop_website') THEN
    CREATE ROLE "shop_website";
  END IF;
END
$$;
COMMENT ON ROLE "shop_website" IS 'The web site. Who may log in as it is no part of the schema.';

CREATE EXTENSION IF NOT EXISTS "btree_gist";

-- hazard: drop-column: column customers.fax is dropped
ALTER TABLE "shop"."customers" DROP COLUMN "fax";

CREATE INDEX "movements_product_idx" ON "warehouse"."movements" ("product_id", "at");

-- hazard: drop-table: table shop.coupons is dropped
DROP TABLE "shop"."coupons";

GRANT USAGE ON SCHEMA "shop" TO "shop_website";

CREATE TYPE "shop"."postal_address" AS (
  "street" text,
  "postcode" text,
  "city" text,
  "country" "shop"."country_code"
);

ALTER TABLE "shop"."orders" ENABLE ROW LEVEL SECURITY;

GRANT SELECT, INSERT ON TABLE "shop"."orders" TO "shop_website";

CREATE TABLE "shop"."discounts" (
  "product_id" bigint NOT NULL,
  "during" daterange NOT NULL,
  "percent" smallint NOT NULL,
  CONSTRAINT "discounts_one_at_a_time" EXCLUDE USING "gist" ("product_id" WITH =, "during" WITH &&),
  CONSTRAINT "discounts_percent_check" CHECK (percent between 1 and 100),
  CONSTRAINT "discounts_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "shop"."products" ON DELETE CASCADE
);

ALTER TABLE "shop"."orders" ADD COLUMN "ship_to" "shop"."postal_address";

CREATE POLICY "own_rows" ON "shop"."orders" TO "shop_website"
  USING (customer_id = nullif(current_setting('shop.customer', true), '')::bigint);

CREATE TRIGGER "record_change"
AFTER INSERT OR UPDATE OR DELETE ON "shop"."discounts"
FOR EACH ROW
EXECUTE FUNCTION "audit"."record_change"();

CREATE VIEW "shop"."open_orders" WITH (security_invoker=true) AS
select o.id, o.status, c.name, o.created_at
from shop.orders o
join shop.customers c on c.id = o.customer_id
where o.status in ('pending', 'paid');
COMMENT ON VIEW "shop"."open_orders" IS 'What has to be packed.';

-- hazard: rewrite-table: shop.daily_sales is made anew and filled again
CREATE MATERIALIZED VIEW "shop"."daily_sales" AS
select o.paid_at::date as day, sum(l.total) as total
from shop.orders o
join shop.order_lines l on l.order_id = o.id
where o.paid_at is not null
group by 1;

CREATE UNIQUE INDEX "daily_sales_key" ON "shop"."daily_sales" ("day");
