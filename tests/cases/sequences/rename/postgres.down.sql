ALTER SEQUENCE "numbers" RENAME TO "sku";

ALTER TABLE "items" ALTER COLUMN "sku" SET DEFAULT nextval('sku');
