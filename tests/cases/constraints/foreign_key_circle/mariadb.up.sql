CREATE TABLE `teams` (
  `id` int NOT NULL,
  `captain_id` int,
  PRIMARY KEY (`id`),
  KEY `teams_captain_id_fkey` (`captain_id`)
);

CREATE TABLE `players` (
  `id` int NOT NULL,
  `team_id` int NOT NULL,
  `coach_id` int,
  PRIMARY KEY (`id`),
  KEY `players_team_id_fkey` (`team_id`),
  KEY `players_coach_id_fkey` (`coach_id`),
  CONSTRAINT `players_team_id_fkey` FOREIGN KEY (`team_id`) REFERENCES `teams` (`id`) ON DELETE CASCADE,
  CONSTRAINT `players_coach_id_fkey` FOREIGN KEY (`coach_id`) REFERENCES `players` (`id`)
);

-- hazard: rewrite-table: teams is written again to look for the parent of every row
ALTER TABLE `teams` ADD CONSTRAINT `teams_captain_id_fkey` FOREIGN KEY (`captain_id`) REFERENCES `players` (`id`);
