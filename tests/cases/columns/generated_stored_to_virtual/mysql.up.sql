ALTER TABLE `parts`
  DROP COLUMN `total`,
  ADD COLUMN `total` int GENERATED ALWAYS AS (price * 2) VIRTUAL;
