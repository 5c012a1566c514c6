ALTER PUBLICATION "old_name" RENAME TO "new_name";

DROP PUBLICATION "gone";

DROP PUBLICATION "everything";

CREATE PUBLICATION "everything" FOR TABLE "items", "orders" WITH (publish_via_partition_root = 'true');

ALTER PUBLICATION "options" SET (publish = 'insert, delete', publish_via_partition_root = 'true');

COMMENT ON PUBLICATION "options" IS 'What is.';

ALTER PUBLICATION "tables" DROP TABLE "orders";

ALTER PUBLICATION "tables" ADD TABLE "items";

ALTER PUBLICATION "whole" SET (publish = 'update');

CREATE PUBLICATION "made" FOR TABLE "items" WITH (publish = 'truncate');
