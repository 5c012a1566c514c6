ALTER DATABASE DEFAULT COLLATE=latin1_swedish_ci;

-- hazard: rewrite-table: things is written again in another charset or order
-- hazard: convert-column: name of things may hold what the new charset lacks
ALTER TABLE `things` DEFAULT COLLATE=latin1_swedish_ci,
  MODIFY COLUMN `name` varchar(20);

-- hazard: rewrite-table: own is written again in another charset or order
ALTER TABLE `own` DEFAULT COLLATE=utf8mb4_bin,
  MODIFY COLUMN `name` varchar(20) NOT NULL;
