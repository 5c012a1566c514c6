-- The data of column orders.quantity does not come back: only its structure does.

-- hazard: add-check: orders must satisfy quantity * price > 0
ALTER TABLE "orders"
  ADD COLUMN "quantity" integer,
  ADD CONSTRAINT "orders_total" CHECK (quantity * price > 0);

-- hazard: block-writes: orders takes no writes while orders_total_idx is built
CREATE INDEX "orders_total_idx" ON "orders" ("quantity", "price");

-- hazard: block-writes: orders takes no writes while orders_rush_idx is built
CREATE INDEX "orders_rush_idx" ON "orders" ("id") WHERE quantity > 10;
