CREATE TABLE `z_scores` (
  `id` int NOT NULL,
  `code` int NOT NULL,
  `kind` enum('a','b') NOT NULL DEFAULT 'a',
  `score` int NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `z_scores_code_key` (`code`),
  CONSTRAINT `z_scores_score_check` CHECK (score > 0)
);

CREATE TABLE `a_links` (
  `id` int NOT NULL,
  `z_id` int NOT NULL,
  PRIMARY KEY (`id`),
  KEY `a_links_z_id_fkey` (`z_id`),
  CONSTRAINT `a_links_z_id_fkey` FOREIGN KEY (`z_id`) REFERENCES `z_scores` (`code`)
);

-- hazard: rewrite-table: logs is written again to look for the parent of every row
ALTER TABLE `logs`
  ADD COLUMN `link_id` int,
  ADD KEY `logs_link_id_fkey` (`link_id`),
  ADD CONSTRAINT `logs_link_id_fkey` FOREIGN KEY (`link_id`) REFERENCES `a_links` (`id`);

CREATE VIEW `b_scores` AS
select score from z_scores where kind = 'a';

CREATE VIEW `a_totals` AS
select count(*) as n from b_scores;
