-- schemac:allow add-check

ALTER SCHEMA "My Shop" RENAME TO "My ""Own"" Shop";

ALTER DOMAIN "My ""Own"" Shop"."Price" DROP CONSTRAINT "Price_check";

ALTER TABLE "My ""Own"" Shop"."Order" SET ("fillfactor"='80');

-- hazard: add-check: Price must satisfy value > 1
ALTER DOMAIN "My ""Own"" Shop"."Price" ADD CONSTRAINT "Price's check" CHECK (value > 1);

ALTER TABLE "My ""Own"" Shop"."Order" ALTER COLUMN "Id" DROP DEFAULT;

DROP SEQUENCE "My ""Own"" Shop"."Order_Id_seq";

ALTER TABLE "My ""Own"" Shop"."Order" ALTER COLUMN "Id" ADD GENERATED ALWAYS AS IDENTITY;

-- hazard: change-identity: Order.Id goes on after its highest value
SELECT setval(pg_get_serial_sequence('"My ""Own"" Shop"."Order"', 'Id'), greatest(max("Id"), 1), coalesce(max("Id") >= 1, false)) FROM "My ""Own"" Shop"."Order";

ALTER TABLE "My ""Own"" Shop"."Order" ALTER COLUMN "No." SET DEFAULT nextval('"My ""Own"" Shop"."The Numbers"');

COMMENT ON SEQUENCE "My ""Own"" Shop"."The Numbers" IS 'It''s.';

COMMENT ON COLUMN "My ""Own"" Shop"."Order"."Price" IS 'What it''s "worth".';
