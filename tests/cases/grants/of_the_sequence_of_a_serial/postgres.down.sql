ALTER TABLE "items" ALTER COLUMN "id" DROP DEFAULT;

ALTER TABLE "items" ALTER COLUMN "id" SET DEFAULT nextval('"items_id_seq"');
ALTER SEQUENCE "items_id_seq" OWNED BY "items"."id";

REVOKE USAGE ON SEQUENCE "items_id_seq" FROM "inserter";
