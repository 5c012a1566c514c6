ALTER TABLE `teams` DROP FOREIGN KEY `teams_captain_id_fkey`;

ALTER TABLE `teams`
  DROP INDEX `teams_captain_id_fkey`,
  LOCK=NONE;

ALTER TABLE `players` DROP FOREIGN KEY `players_team_id_fkey`;

-- hazard: drop-column: column teams.name is dropped
ALTER TABLE `teams`
  DROP COLUMN `name`,
  LOCK=NONE;

-- hazard: rewrite-table: players is written again to look for the parent of every row
ALTER TABLE `players` ADD CONSTRAINT `players_team_id_fkey` FOREIGN KEY (`team_id`) REFERENCES `teams` (`id`) ON DELETE CASCADE;
