ALTER PUBLICATION "new_name" RENAME TO "old_name";

DROP PUBLICATION "kind";

CREATE PUBLICATION "kind" FOR ALL TABLES;

ALTER PUBLICATION "tables" DROP TABLE "shop"."items";

ALTER PUBLICATION "tables" ADD TABLE "orders";

ALTER PUBLICATION "conditions" SET TABLE "orders" WHERE (total > 5), "shop"."items";

ALTER PUBLICATION "members" DROP TABLE "shop"."items", TABLES IN SCHEMA "public";

ALTER PUBLICATION "members" ADD TABLES IN SCHEMA "shop";

ALTER PUBLICATION "options" SET (publish = 'insert', publish_via_partition_root = 'false');

COMMENT ON PUBLICATION "options" IS 'What was.';
