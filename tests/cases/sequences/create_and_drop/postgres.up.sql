-- schemac:allow drop-sequence

CREATE SEQUENCE "tickets" START WITH 100 INCREMENT BY 5 MINVALUE 10 MAXVALUE 1000 CACHE 3 CYCLE;
COMMENT ON SEQUENCE "tickets" IS 'For the queue.';

CREATE SEQUENCE "numbers";

CREATE SEQUENCE "smalls" AS smallint INCREMENT BY -1;

CREATE SEQUENCE "labels";

-- hazard: rewrite-table: items.number gets a value of its own in every row
ALTER TABLE "items"
  ALTER COLUMN "sku" DROP DEFAULT,
  ADD COLUMN "number" bigint DEFAULT nextval('numbers') NOT NULL;

ALTER SEQUENCE "numbers" OWNED BY "items"."number";

-- hazard: drop-sequence: sequence old_numbers is dropped
DROP SEQUENCE "old_numbers";
