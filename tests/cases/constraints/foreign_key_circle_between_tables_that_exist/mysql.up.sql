-- schemac:allow add-foreign-key

ALTER TABLE `players` DROP FOREIGN KEY `players_team_id_fkey`;

-- hazard: rewrite-table: teams.name gets a value of its own in every row
-- hazard: add-foreign-key: teams (captain_id) must refer to rows of players
-- hazard: rewrite-table: teams is written again to look for the parent of every row
ALTER TABLE `teams`
  ADD COLUMN `name` text NOT NULL DEFAULT ('none'),
  ADD KEY `teams_captain_id_fkey` (`captain_id`),
  ADD CONSTRAINT `teams_captain_id_fkey` FOREIGN KEY (`captain_id`) REFERENCES `players` (`id`);

-- hazard: rewrite-table: players is written again to look for the parent of every row
ALTER TABLE `players` ADD CONSTRAINT `players_team_id_fkey` FOREIGN KEY (`team_id`) REFERENCES `teams` (`id`) ON DELETE RESTRICT;
