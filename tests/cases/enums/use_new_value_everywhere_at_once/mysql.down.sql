DROP VIEW `bad_people`;

-- hazard: drop-enum-value: people.mood loses bad
-- hazard: rewrite-table: people.mood is written again as enum('good')
ALTER TABLE `people`
  DROP CONSTRAINT `people_mood`,
  DROP COLUMN `sure`,
  MODIFY COLUMN `mood` enum('good') NOT NULL DEFAULT 'good';

-- hazard: drop-table: table others is dropped
DROP TABLE `others`;
