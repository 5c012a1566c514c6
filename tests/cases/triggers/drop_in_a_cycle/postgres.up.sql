-- schemac:allow drop-table

ALTER TABLE "a" DROP CONSTRAINT "a_b_fkey";

-- hazard: drop-table: table b is dropped
DROP TABLE "b";

-- hazard: drop-table: table a is dropped
DROP TABLE "a";

DROP FUNCTION "touch"();
