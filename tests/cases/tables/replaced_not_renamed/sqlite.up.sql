-- schemac:allow drop-table

PRAGMA foreign_keys = OFF;

-- hazard: drop-table: table users is dropped
DROP TABLE "users";

CREATE TABLE "people" (
  "id" int NOT NULL,
  "name" text NOT NULL,
  PRIMARY KEY ("id")
);

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
