-- The data of column orders.gone does not come back: only its structure does.

DROP PUBLICATION "filtered";

-- hazard: narrow-column: orders.total becomes integer and may hold values that do not fit
-- hazard: rewrite-table: orders.total is written again as integer
-- hazard: add-not-null: orders.gone is NOT NULL and has no default
ALTER TABLE "orders"
  ALTER COLUMN "total" TYPE integer,
  ADD COLUMN "gone" integer NOT NULL;

CREATE PUBLICATION "filtered" FOR TABLE "orders" WHERE (total > 5) WITH (publish = 'insert');

ALTER PUBLICATION "lists" SET TABLE "orders" ("id", "gone");
