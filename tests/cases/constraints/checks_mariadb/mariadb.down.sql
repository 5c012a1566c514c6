ALTER TABLE `things` RENAME COLUMN `new_name` TO `old_name`;

-- hazard: rewrite-table: things is written again to give renamed another name
ALTER TABLE `things` DROP CONSTRAINT `renamed`, ADD CONSTRAINT `gone` CHECK (n <> 5);

-- hazard: add-check: things must satisfy n > 0
-- hazard: add-check: things must satisfy n < 100
-- hazard: rewrite-table: things is written again to look at every row
ALTER TABLE `things`
  MODIFY COLUMN `o` int,
  MODIFY COLUMN `n` int NOT NULL DEFAULT 1 CHECK (n > 0),
  MODIFY COLUMN `m` int NOT NULL CHECK (m > 0),
  DROP CONSTRAINT `named`,
  ADD CONSTRAINT `named` CHECK (n < 100);
