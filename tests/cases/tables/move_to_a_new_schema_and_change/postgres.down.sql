ALTER TABLE "crm"."orders" SET SCHEMA "public";

ALTER TYPE "state" RENAME VALUE 'shipped' TO 'sent';

-- schemac:no-transaction
ALTER TYPE "state" ADD VALUE IF NOT EXISTS 'cancelled';

-- hazard: add-check: orders must satisfy note <> ''
ALTER TABLE "orders" ADD CONSTRAINT "orders_note_check" CHECK (note <> '');

CREATE VIEW "open_orders" AS
select id from orders where state = 'new';

-- hazard: drop-schema: schema crm is dropped
DROP SCHEMA "crm";
