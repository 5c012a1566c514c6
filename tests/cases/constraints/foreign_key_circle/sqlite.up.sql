CREATE TABLE "teams" (
  "id" int NOT NULL,
  "captain_id" int,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("captain_id") REFERENCES "players"
);

CREATE TABLE "players" (
  "id" int NOT NULL,
  "team_id" int NOT NULL,
  "coach_id" int,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("team_id") REFERENCES "teams" ON DELETE CASCADE,
  FOREIGN KEY ("coach_id") REFERENCES "players"
);
