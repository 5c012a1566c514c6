GRANT USAGE ON SEQUENCE "items_id_seq" TO "inserter";

ALTER TABLE "items"
  ALTER COLUMN "id" DROP DEFAULT,
  ALTER COLUMN "id" SET DEFAULT nextval('items_id_seq'::regclass);

ALTER SEQUENCE "items_id_seq" OWNED BY "items"."id";
