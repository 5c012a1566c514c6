-- The data of column shop.customers.fax does not come back: only its structure does.
-- The data of table shop.coupons does not come back: only its structure does.

ALTER VIEW "shop"."open_orders" RENAME TO "open_purchases";

ALTER TABLE "shop"."order_lines" RENAME TO "purchase_lines";

ALTER TABLE "shop"."orders" RENAME TO "purchases";

ALTER INDEX "shop"."order_lines_product_id_idx" RENAME TO "purchase_lines_product_id_idx";

ALTER TABLE "shop"."purchase_lines" RENAME CONSTRAINT "order_lines_quantity_check" TO "purchase_lines_quantity_check";

ALTER TABLE "shop"."purchase_lines" RENAME CONSTRAINT "order_lines_product_id_fkey" TO "purchase_lines_product_id_fkey";

ALTER TABLE "shop"."purchase_lines" RENAME CONSTRAINT "order_lines_order_id_fkey" TO "purchase_lines_purchase_id_fkey";

ALTER TABLE "shop"."purchase_lines" RENAME CONSTRAINT "order_lines_pkey" TO "purchase_lines_pkey";

ALTER INDEX "shop"."orders_open_idx" RENAME TO "purchases_open_idx";

ALTER INDEX "shop"."orders_customer_id_idx" RENAME TO "purchases_customer_id_idx";

ALTER TABLE "shop"."purchases" RENAME CONSTRAINT "orders_paid_has_date" TO "purchases_paid_has_date";

ALTER TABLE "shop"."purchases" RENAME CONSTRAINT "orders_customer_id_fkey" TO "purchases_customer_id_fkey";

ALTER TABLE "shop"."purchases" RENAME CONSTRAINT "orders_pkey" TO "purchases_pkey";

ALTER TABLE "shop"."purchase_lines" RENAME COLUMN "order_id" TO "purchase_id";

ALTER TABLE "shop"."customers" RENAME COLUMN "name" TO "full_name";

ALTER TYPE "shop"."order_status" RENAME VALUE 'canceled' TO 'cancelled';

DROP VIEW "shop"."open_purchases";

CREATE TABLE "shop"."coupons" (
  "code" text NOT NULL,
  "percent" smallint NOT NULL,
  CONSTRAINT "coupons_pkey" PRIMARY KEY ("code"),
  CONSTRAINT "coupons_percent_check" CHECK (percent between 1 and 100)
);

ALTER TABLE "shop"."customers" ADD COLUMN "fax" text;

CREATE VIEW "shop"."open_purchases" WITH (security_invoker=true) AS
select p.id, p.status, c.full_name, p.created_at
from shop.purchases p
join shop.customers c on c.id = p.customer_id
where p.status in ('pending', 'paid');
COMMENT ON VIEW "shop"."open_purchases" IS 'What has to be packed.';
