-- schemac:allow drop-column

ALTER TABLE "orders" DROP CONSTRAINT "orders_total";

DROP INDEX "orders_total_idx";

ALTER TABLE "lines" DROP CONSTRAINT "lines_order_id_fkey";

DROP INDEX "orders_rush_idx";

-- hazard: drop-column: column orders.quantity is dropped
ALTER TABLE "orders" DROP COLUMN "quantity";

ALTER TABLE "lines" ADD CONSTRAINT "lines_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ON DELETE CASCADE;
