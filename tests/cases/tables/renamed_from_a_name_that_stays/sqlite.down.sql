PRAGMA foreign_keys = OFF;

ALTER TABLE "people" RENAME TO "people__aside";

ALTER TABLE "authors" RENAME TO "people";

-- hazard: drop-table: table people__aside is dropped
DROP TABLE "people__aside";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
