ALTER DATABASE DEFAULT CHARACTER SET=latin1;

-- hazard: rewrite-table: things is written again in another charset or order
-- hazard: convert-column: name of things may hold what the new charset lacks
ALTER TABLE `things` DEFAULT CHARACTER SET=latin1,
  MODIFY COLUMN `name` varchar(20);
