-- hazard: drop-table: table cats is dropped
DROP TABLE "cats";

-- hazard: drop-table: table animals is dropped
DROP TABLE "animals";
