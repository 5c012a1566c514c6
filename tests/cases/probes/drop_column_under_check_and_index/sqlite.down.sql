-- The data of column orders.quantity does not come back: only its structure does.

PRAGMA foreign_keys = OFF;

-- hazard: add-check: orders must satisfy quantity * price > 0
-- orders is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "orders_new" (
  "id" int NOT NULL,
  "quantity" int,
  "price" int NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "orders_total" CHECK (quantity * price > 0)
);
INSERT INTO "orders_new" ("rowid", "id", "price")
  SELECT rowid, "id", "price" FROM "orders";
DROP TABLE "orders";
ALTER TABLE "orders_new" RENAME TO "orders";
CREATE INDEX "orders_total_idx" ON "orders" ("quantity", "price");
CREATE INDEX "orders_rush_idx" ON "orders" ("id") WHERE quantity > 10;
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
