-- hazard: drop-table: table visitors is dropped
DROP TABLE "visitors";

-- hazard: drop-table: table clerks is dropped
DROP TABLE "clerks";

-- hazard: drop-table: table employees is dropped
DROP TABLE "employees";

-- hazard: drop-table: table persons is dropped
DROP TABLE "persons";

-- hazard: drop-table: table owners is dropped
DROP TABLE "owners";
