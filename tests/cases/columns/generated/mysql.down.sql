-- hazard: rewrite-table: parts.total is written again as int
-- hazard: rewrite-table: parts.total is computed again in every row
-- hazard: rewrite-table: parts.gone gets a value of its own in every row
-- hazard: drop-column: column parts.plain is dropped
-- hazard: rewrite-table: parts.plain gets a value of its own in every row
ALTER TABLE `parts`
  MODIFY COLUMN `total` int GENERATED ALWAYS AS (price * 2) STORED,
  ADD COLUMN `gone` int GENERATED ALWAYS AS (price * 3) STORED,
  DROP COLUMN `plain`,
  ADD COLUMN `plain` int GENERATED ALWAYS AS (price * 4) STORED,
  DROP COLUMN `extra`;
