ALTER SCHEMA "shop" RENAME TO "store";

ALTER TABLE "store"."orders" ALTER COLUMN "number" SET DEFAULT nextval('store.numbers');
