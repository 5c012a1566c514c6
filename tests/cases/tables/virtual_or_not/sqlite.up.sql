-- schemac:allow drop-table

PRAGMA foreign_keys = OFF;

-- hazard: drop-table: table search is dropped
DROP TABLE "search";

CREATE VIRTUAL TABLE "search" USING fts5(text);

-- hazard: drop-table: table words is dropped
DROP TABLE "words";

CREATE VIRTUAL TABLE "words" USING fts4(text);

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
