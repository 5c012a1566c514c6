-- schemac:allow add-check

CREATE TABLE `others` (
  `id` int NOT NULL,
  `mood` enum('good','bad') NOT NULL DEFAULT 'bad',
  PRIMARY KEY (`id`)
);

-- hazard: rewrite-table: people.mood is written again as enum('good','bad')
-- hazard: rewrite-table: people.sure gets a value of its own in every row
-- hazard: add-check: people must satisfy mood <> 'bad' or id < 100
-- hazard: rewrite-table: people is written again to look at every row
ALTER TABLE `people`
  MODIFY COLUMN `mood` enum('good','bad') NOT NULL DEFAULT 'bad',
  ADD COLUMN `sure` tinyint(1) GENERATED ALWAYS AS (mood = 'bad') STORED,
  ADD CONSTRAINT `people_mood` CHECK (mood <> 'bad' or id < 100);

CREATE VIEW `bad_people` AS
select id from people where mood = 'bad';
