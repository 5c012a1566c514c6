-- schemac:allow drop-column

ALTER TABLE "orders" DROP CONSTRAINT "orders_total";

DROP INDEX "orders_total_idx";

DROP INDEX "orders_rush_idx";

-- hazard: drop-column: column orders.quantity is dropped
ALTER TABLE "orders" DROP COLUMN "quantity";
