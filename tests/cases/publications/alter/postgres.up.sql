ALTER PUBLICATION "old_name" RENAME TO "new_name";

DROP PUBLICATION "kind";

CREATE PUBLICATION "kind" FOR TABLE "shop"."items";

ALTER PUBLICATION "tables" DROP TABLE "orders";

ALTER PUBLICATION "tables" ADD TABLE "shop"."items";

ALTER PUBLICATION "conditions" SET TABLE "orders" ("id", "total") WHERE (total > 6), "shop"."items";

ALTER PUBLICATION "members" DROP TABLES IN SCHEMA "shop";

ALTER PUBLICATION "members" ADD TABLE "shop"."items", TABLES IN SCHEMA "public";

ALTER PUBLICATION "options" SET (publish = 'insert, delete', publish_via_partition_root = 'true');

COMMENT ON PUBLICATION "options" IS 'What is.';
