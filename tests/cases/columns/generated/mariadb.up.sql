-- hazard: rewrite-table: parts.total is written again as int
-- hazard: rewrite-table: parts.total is computed again in every row
-- hazard: rewrite-table: parts.extra gets a value of its own in every row
ALTER TABLE `parts`
  MODIFY COLUMN `total` int GENERATED ALWAYS AS (price * 20) STORED,
  MODIFY COLUMN `plain` int,
  ADD COLUMN `extra` int GENERATED ALWAYS AS (price + 1) STORED,
  DROP COLUMN `gone`;
