-- hazard: rewrite-table: things.amount is written again as varchar(20)
-- hazard: drop-column: column things.sum is dropped
-- hazard: add-check: things must satisfy amount <> ''
-- hazard: rewrite-table: things is written again to look at every row
ALTER TABLE `things`
  MODIFY COLUMN `amount` varchar(20) NOT NULL COMMENT 'how much',
  DROP COLUMN `sum`,
  ADD COLUMN `sum` int GENERATED ALWAYS AS (id + 1) VIRTUAL,
  DROP CONSTRAINT `some`,
  ADD CONSTRAINT `some` CHECK (amount <> '');
