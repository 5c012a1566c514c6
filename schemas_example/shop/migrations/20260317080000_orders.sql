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

DROP VIEW "shop"."open_orders";

-- hazard: drop-column: column customers.fax is dropped
ALTER TABLE "shop"."customers" DROP COLUMN "fax";

CREATE VIEW "shop"."open_orders" WITH (security_invoker=true) AS
select o.id, o.status, c.name, o.created_at
from shop.orders o
join shop.customers c on c.id = o.customer_id
where o.status in ('pending', 'paid');
COMMENT ON VIEW "shop"."open_orders" IS 'What has to be packed.';

-- hazard: drop-table: table shop.coupons is dropped
DROP TABLE "shop"."coupons";
