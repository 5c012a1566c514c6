DROP INDEX "b_n";

ALTER TABLE "d" DROP CONSTRAINT "d_m";

ALTER TABLE "a" CLUSTER ON "a_pkey";

ALTER TABLE "a" REPLICA IDENTITY DEFAULT;

ALTER TABLE "c" REPLICA IDENTITY FULL;

ALTER TABLE "d" SET WITHOUT CLUSTER;

ALTER TABLE "d" REPLICA IDENTITY DEFAULT;

-- hazard: block-writes: b takes no writes while b_n is built
CREATE UNIQUE INDEX "b_n" ON "b" ("n");

ALTER TABLE "b" CLUSTER ON "b_n";

ALTER TABLE "b" REPLICA IDENTITY USING INDEX "b_n";

-- hazard: drop-table: table e is dropped
DROP TABLE "e";
