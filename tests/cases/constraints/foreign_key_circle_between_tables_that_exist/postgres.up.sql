-- schemac:allow add-foreign-key

ALTER TABLE "players" DROP CONSTRAINT "players_team_id_fkey";

-- hazard: add-foreign-key: teams (captain_id) must refer to rows of players
ALTER TABLE "teams"
  ADD COLUMN "name" text DEFAULT 'none' NOT NULL,
  ADD CONSTRAINT "teams_captain_id_fkey" FOREIGN KEY ("captain_id") REFERENCES "players";

ALTER TABLE "players" ADD CONSTRAINT "players_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ON DELETE RESTRICT;
