-- hazard: drop-table: table posts is dropped
DROP TABLE "posts";

-- hazard: drop-table: table authors is dropped
DROP TABLE "authors";

-- hazard: drop-type: enum post_status is dropped
DROP TYPE "post_status";
