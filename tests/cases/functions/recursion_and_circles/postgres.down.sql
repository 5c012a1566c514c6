DROP FUNCTION "children"("nodes");

DROP FUNCTION "is_odd"(integer);

DROP FUNCTION "is_even"(integer);

ALTER TABLE "nodes" DROP CONSTRAINT "known";

DROP FUNCTION "is_known"(integer);

DROP TRIGGER "log" ON "nodes";

DROP FUNCTION "log"();

-- hazard: drop-column: column nodes.parent is dropped
ALTER TABLE "nodes" DROP COLUMN "parent";
