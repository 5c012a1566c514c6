PRAGMA foreign_keys = OFF;

-- hazard: drop-column: column teams.name is dropped
-- teams is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "teams_new" (
  "id" int NOT NULL,
  "captain_id" int,
  PRIMARY KEY ("id")
);
INSERT INTO "teams_new" ("rowid", "id", "captain_id")
  SELECT rowid, "id", "captain_id" FROM "teams";
DROP TABLE "teams";
ALTER TABLE "teams_new" RENAME TO "teams";
PRAGMA legacy_alter_table = OFF;

-- players is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "players_new" (
  "id" int NOT NULL,
  "team_id" int NOT NULL,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("team_id") REFERENCES "teams" ON DELETE CASCADE
);
INSERT INTO "players_new" ("rowid", "id", "team_id")
  SELECT rowid, "id", "team_id" FROM "players";
DROP TABLE "players";
ALTER TABLE "players_new" RENAME TO "players";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
