DROP FUNCTION "all_of"();

ALTER TABLE "t" DROP CONSTRAINT "good";

DROP INDEX "by_good";

DROP TRIGGER "whole" ON "t";

DROP FUNCTION "is_good"(integer);

-- hazard: drop-table: table t is dropped
DROP TABLE "t";

DROP FUNCTION "log"();
