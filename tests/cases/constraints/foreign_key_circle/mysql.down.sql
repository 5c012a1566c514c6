ALTER TABLE `teams` DROP FOREIGN KEY `teams_captain_id_fkey`;

-- hazard: drop-table: table players is dropped
DROP TABLE `players`;

-- hazard: drop-table: table teams is dropped
DROP TABLE `teams`;
