ALTER PUBLICATION "new_name" RENAME TO "old_name";

DROP PUBLICATION "made";

DROP PUBLICATION "everything";

CREATE PUBLICATION "everything" FOR ALL TABLES;

ALTER PUBLICATION "options" SET (publish = 'insert', publish_via_partition_root = 'false');

COMMENT ON PUBLICATION "options" IS 'What was.';

ALTER PUBLICATION "tables" DROP TABLE "items";

ALTER PUBLICATION "tables" ADD TABLE "orders";

ALTER PUBLICATION "whole" SET (publish = 'insert, update, delete, truncate');

CREATE PUBLICATION "gone" FOR TABLE "orders";
