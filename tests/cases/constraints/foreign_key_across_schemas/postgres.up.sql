-- schemac:allow add-foreign-key

CREATE SCHEMA "audit";

CREATE TABLE "audit"."orders" (
  "id" integer NOT NULL,
  CONSTRAINT "orders_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "orders_id_fkey" FOREIGN KEY ("id") REFERENCES "shop"."orders"
);

ALTER TABLE "users"
  ADD COLUMN "last_order" integer,
  ADD CONSTRAINT "users_last_order_fkey" FOREIGN KEY ("last_order") REFERENCES "shop"."orders";

-- hazard: add-foreign-key: orders (user_id) must refer to rows of users
ALTER TABLE "shop"."orders" ADD CONSTRAINT "orders_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users";
