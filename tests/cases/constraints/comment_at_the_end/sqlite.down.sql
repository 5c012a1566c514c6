PRAGMA foreign_keys = OFF;

DROP VIEW "small_orders";

DROP VIEW "big_orders";

-- orders is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "orders_new" (
  "id" int NOT NULL,
  "total" int NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "orders_new" ("rowid", "id", "total")
  SELECT rowid, "id", "total" FROM "orders";
DROP TABLE "orders";
ALTER TABLE "orders_new" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
