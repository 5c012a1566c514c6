DROP VIEW "published";

-- hazard: drop-column: column logs.post_id is dropped
ALTER TABLE "logs"
  DROP CONSTRAINT "logs_post_id_fkey",
  DROP COLUMN "post_id";

-- hazard: drop-table: table comments is dropped
DROP TABLE "comments";

-- hazard: drop-table: table posts is dropped
DROP TABLE "posts";

-- hazard: drop-type: enum status is dropped
DROP TYPE "status";
