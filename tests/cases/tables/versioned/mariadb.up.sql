SET system_versioning_alter_history = 'KEEP';

ALTER TABLE `rooms` DROP PERIOD FOR `stay`;

-- hazard: rewrite-table: plain is written again
ALTER TABLE `plain` ADD SYSTEM VERSIONING;

-- hazard: rewrite-table: things.n is written again as bigint
-- hazard: rewrite-table: things.packed is written again as text
ALTER TABLE `things`
  MODIFY COLUMN `n` bigint NOT NULL,
  MODIFY COLUMN `kept` int NOT NULL DEFAULT 1,
  ADD COLUMN `more` int,
  MODIFY COLUMN `packed` text;

-- hazard: rewrite-table: plain.packed is written again as text
ALTER TABLE `plain` MODIFY COLUMN `packed` text COMPRESSED;

SET system_versioning_alter_history = DEFAULT;
