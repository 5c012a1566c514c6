PRAGMA foreign_keys = OFF;

-- hazard: drop-table: table players is dropped
DROP TABLE "players";

-- hazard: drop-table: table teams is dropped
DROP TABLE "teams";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
