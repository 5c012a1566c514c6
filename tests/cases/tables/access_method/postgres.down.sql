-- hazard: rewrite-table: a is written again
ALTER TABLE "a" SET ACCESS METHOD "heap";

-- hazard: drop-table: table b is dropped
DROP TABLE "b";
