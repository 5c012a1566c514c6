-- schemac:allow drop-enum-value

CREATE SCHEMA "crm";

ALTER TABLE "orders" SET SCHEMA "crm";

ALTER TYPE "state" RENAME VALUE 'sent' TO 'shipped';

DROP VIEW "open_orders";

ALTER TABLE "crm"."orders" DROP CONSTRAINT "orders_note_check";

-- hazard: drop-enum-value: state loses cancelled
DO $$DECLARE
  lost record;
BEGIN
  SELECT value, count(*) AS rows INTO lost
    FROM "crm"."orders" CROSS JOIN LATERAL (SELECT "state"::text) AS held (value)
    WHERE value IN ('cancelled') GROUP BY value ORDER BY value LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING MESSAGE = format('%s rows of %s hold %L in column %I, which its type loses', lost.rows, 'crm.orders', lost.value, 'state');
  END IF;
END$$;

ALTER TYPE "state" RENAME TO "state_old";

CREATE TYPE "state" AS ENUM ('new', 'shipped');

ALTER TABLE "crm"."orders"
  ALTER COLUMN "state" TYPE "state" USING "state"::text::"state";

DROP TYPE "state_old";
