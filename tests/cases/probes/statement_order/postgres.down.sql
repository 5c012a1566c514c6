DROP VIEW "a_totals";

DROP VIEW "b_scores";

-- hazard: drop-column: column logs.link_id is dropped
ALTER TABLE "logs"
  DROP CONSTRAINT "logs_link_id_fkey",
  DROP COLUMN "link_id";

-- hazard: drop-table: table a_links is dropped
DROP TABLE "a_links";

-- hazard: drop-table: table z_scores is dropped
DROP TABLE "z_scores";

-- hazard: drop-type: domain score is dropped
DROP DOMAIN "score";

-- hazard: drop-type: enum kind is dropped
DROP TYPE "kind";
