ALTER TABLE "people" RENAME TO "people__aside";

ALTER TABLE "authors" RENAME TO "people";

-- hazard: drop-table: table people__aside is dropped
DROP TABLE "people__aside";

ALTER TABLE "people" RENAME CONSTRAINT "authors_pkey" TO "people_pkey";
