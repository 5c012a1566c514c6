-- schemac:allow drop-table

DROP VIEW "titles";

ALTER TABLE "logs" DROP CONSTRAINT "logs_post_id_fkey";

-- hazard: drop-table: table comments is dropped
DROP TABLE "comments";

-- hazard: drop-table: table posts is dropped
DROP TABLE "posts";
