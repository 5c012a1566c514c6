PRAGMA foreign_keys = OFF;

-- hazard: drop-table: table posts is dropped
DROP TABLE "posts";

-- hazard: drop-table: table authors is dropped
DROP TABLE "authors";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
