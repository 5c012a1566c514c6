CREATE TABLE "orders" (
  "id" bigserial NOT NULL,
  "number" integer GENERATED ALWAYS AS IDENTITY NOT NULL
);

GRANT USAGE, SELECT ON SEQUENCE "orders_id_seq" TO "reader";

GRANT USAGE, SELECT ON SEQUENCE "orders_number_seq" TO "reader";

-- hazard: rewrite-table: other.more gets a value of its own in every row
ALTER TABLE "other" ADD COLUMN "more" serial NOT NULL;

GRANT USAGE, SELECT ON SEQUENCE "other_more_seq" TO "reader";

ALTER DEFAULT PRIVILEGES IN SCHEMA "public" GRANT USAGE, SELECT ON SEQUENCES TO "reader";
