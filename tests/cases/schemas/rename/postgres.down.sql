ALTER SCHEMA "store" RENAME TO "shop";

ALTER TABLE "shop"."orders" ALTER COLUMN "number" SET DEFAULT nextval('shop.numbers');
