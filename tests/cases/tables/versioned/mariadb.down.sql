SET system_versioning_alter_history = 'KEEP';

-- hazard: drop-table: the history of plain is dropped
ALTER TABLE `plain` DROP SYSTEM VERSIONING;

-- hazard: narrow-column: things.n becomes int and may hold values that do not fit
-- hazard: rewrite-table: things.n is written again as int
-- hazard: rewrite-table: things.packed is written again as text
-- hazard: drop-column: column things.more is dropped
ALTER TABLE `things`
  MODIFY COLUMN `n` int NOT NULL,
  MODIFY COLUMN `kept` int NOT NULL DEFAULT 1 WITHOUT SYSTEM VERSIONING,
  MODIFY COLUMN `packed` text COMPRESSED,
  DROP COLUMN `more`;

-- hazard: rewrite-table: plain.packed is written again as text
ALTER TABLE `plain` MODIFY COLUMN `packed` text;

ALTER TABLE `rooms` ADD PERIOD FOR `stay` (`from_`, `to_`);

SET system_versioning_alter_history = DEFAULT;
