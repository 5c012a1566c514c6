-- schemac:allow add-check

PRAGMA foreign_keys = OFF;

-- hazard: add-check: orders must satisfy total > 0 -- a comment of the check, which is all that YAML leaves of it
-- hazard: add-check: orders must satisfy id > 0 -- never zero
-- orders is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "orders_new" (
  "id" int NOT NULL,
  "total" int NOT NULL,
  "twice" int GENERATED ALWAYS AS (total * 2 -- for the report
) STORED,
  PRIMARY KEY ("id"),
  CONSTRAINT "orders_total" CHECK (total > 0 -- a comment of the check, which is all that YAML leaves of it
),
  CONSTRAINT "orders_id" CHECK (id > 0 -- never zero
)
);
INSERT INTO "orders_new" ("rowid", "id", "total")
  SELECT rowid, "id", "total" FROM "orders";
DROP TABLE "orders";
ALTER TABLE "orders_new" RENAME TO "orders";
PRAGMA legacy_alter_table = OFF;

CREATE VIEW "big_orders" AS
select id from orders where total > 9 -- big
;

CREATE VIEW "small_orders" AS
select id from orders where total < 3;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
