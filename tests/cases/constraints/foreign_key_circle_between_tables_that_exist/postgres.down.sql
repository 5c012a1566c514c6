ALTER TABLE "teams" DROP CONSTRAINT "teams_captain_id_fkey";

ALTER TABLE "players" DROP CONSTRAINT "players_team_id_fkey";

-- hazard: drop-column: column teams.name is dropped
ALTER TABLE "teams" DROP COLUMN "name";

ALTER TABLE "players" ADD CONSTRAINT "players_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ON DELETE CASCADE;
