-- schemac:allow drop-enum-value

CREATE SCHEMA "crm";

ALTER TABLE "orders" SET SCHEMA "crm";

ALTER TYPE "state" RENAME VALUE 'sent' TO 'shipped';

DROP VIEW "open_orders";

ALTER TABLE "crm"."orders" DROP CONSTRAINT "orders_note_check";

-- hazard: drop-enum-value: state loses cancelled
ALTER TYPE "state" RENAME TO "state_old";

CREATE TYPE "state" AS ENUM ('new', 'shipped');

ALTER TABLE "crm"."orders"
  ALTER COLUMN "state" TYPE "state" USING "state"::text::"state";

DROP TYPE "state_old";
