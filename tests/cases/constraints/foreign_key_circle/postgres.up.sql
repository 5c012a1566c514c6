CREATE TABLE "teams" (
  "id" integer NOT NULL,
  "captain_id" integer,
  CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "players" (
  "id" integer NOT NULL,
  "team_id" integer NOT NULL,
  "coach_id" integer,
  CONSTRAINT "players_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "players_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ON DELETE CASCADE,
  CONSTRAINT "players_coach_id_fkey" FOREIGN KEY ("coach_id") REFERENCES "players"
);

ALTER TABLE "teams" ADD CONSTRAINT "teams_captain_id_fkey" FOREIGN KEY ("captain_id") REFERENCES "players";
