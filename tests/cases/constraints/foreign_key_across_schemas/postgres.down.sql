ALTER TABLE "users" DROP CONSTRAINT "users_last_order_fkey";

ALTER TABLE "shop"."orders" DROP CONSTRAINT "orders_user_id_fkey";

-- hazard: drop-column: column users.last_order is dropped
ALTER TABLE "users" DROP COLUMN "last_order";

-- hazard: drop-table: table audit.orders is dropped
DROP TABLE "audit"."orders";

-- hazard: drop-schema: schema audit is dropped
DROP SCHEMA "audit";
