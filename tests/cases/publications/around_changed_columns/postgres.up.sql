-- schemac:allow drop-column

DROP PUBLICATION "filtered";

-- hazard: rewrite-table: orders.total is written again as bigint
ALTER TABLE "orders" ALTER COLUMN "total" TYPE bigint;

CREATE PUBLICATION "filtered" FOR TABLE "orders" WHERE (total > 5) WITH (publish = 'insert');

ALTER PUBLICATION "lists" SET TABLE "orders" ("id");

-- hazard: drop-column: column orders.gone is dropped
ALTER TABLE "orders" DROP COLUMN "gone";
