-- schemac:allow add-check

ALTER TABLE `things` RENAME COLUMN `old_name` TO `new_name`;

-- hazard: rewrite-table: things is written again to give gone another name
ALTER TABLE `things` DROP CONSTRAINT `gone`, ADD CONSTRAINT `renamed` CHECK (n <> 5);

-- hazard: add-check: things must satisfy n > -1
-- hazard: add-check: things must satisfy o > 0
-- hazard: rewrite-table: things is written again to look at every row
-- hazard: add-check: things must satisfy n < 200
ALTER TABLE `things`
  MODIFY COLUMN `n` int NOT NULL DEFAULT 2 CHECK (n > -1),
  MODIFY COLUMN `m` int NOT NULL COMMENT 'kept' CHECK (m > 0),
  MODIFY COLUMN `o` int CHECK (o > 0),
  DROP CONSTRAINT `named`,
  ADD CONSTRAINT `named` CHECK (n < 200);
