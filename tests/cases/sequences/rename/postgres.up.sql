ALTER SEQUENCE "sku" RENAME TO "numbers";

ALTER TABLE "items" ALTER COLUMN "sku" SET DEFAULT nextval('numbers');
