-- The data of table users does not come back: only its structure does.

PRAGMA foreign_keys = OFF;

-- hazard: drop-table: table people is dropped
DROP TABLE "people";

CREATE TABLE "users" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  PRIMARY KEY ("id")
);

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
