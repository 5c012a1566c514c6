ALTER SCHEMA "My ""Own"" Shop" RENAME TO "My Shop";

ALTER DOMAIN "My Shop"."Price" DROP CONSTRAINT "Price's check";

-- hazard: add-check: Price must satisfy value > 0
ALTER DOMAIN "My Shop"."Price" ADD CONSTRAINT "Price_check" CHECK (value > 0);

COMMENT ON SEQUENCE "My Shop"."The Numbers" IS NULL;

ALTER TABLE "My Shop"."Order" RESET ("fillfactor");

ALTER TABLE "My Shop"."Order" ALTER COLUMN "Id" DROP IDENTITY;

CREATE SEQUENCE "My Shop"."Order_Id_seq" AS integer OWNED BY "My Shop"."Order"."Id";
ALTER TABLE "My Shop"."Order" ALTER COLUMN "Id" SET DEFAULT nextval('"My Shop"."Order_Id_seq"');

-- hazard: change-identity: Order.Id goes on after its highest value
SELECT setval(pg_get_serial_sequence('"My Shop"."Order"', 'Id'), greatest(max("Id"), 1), coalesce(max("Id") >= 1, false)) FROM "My Shop"."Order";

ALTER TABLE "My Shop"."Order" ALTER COLUMN "No." SET DEFAULT nextval('"My Shop"."The Numbers"');

COMMENT ON COLUMN "My Shop"."Order"."Price" IS NULL;
