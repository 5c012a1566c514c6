DROP PUBLICATION "gone";

CREATE PUBLICATION "everything" FOR ALL TABLES;
COMMENT ON PUBLICATION "everything" IS 'All of it.';

CREATE PUBLICATION "nothing";

CREATE PUBLICATION "some" FOR TABLE "orders" ("id", "total") WHERE (total > 5), "shop"."items" WITH (publish = 'insert, update', publish_via_partition_root = 'true');

CREATE PUBLICATION "of_schemas" FOR TABLES IN SCHEMA "public", "shop";
