-- schemac:allow add-unique
-- schemac:allow add-check

-- hazard: add-unique: the_table_with_a_name_that_is_almost_as_long_as_it_can_be (the_second_column_with_a_long_name) must be unique
-- hazard: add-check: the_table_with_a_name_that_is_almost_as_long_as_it_can_be must satisfy the_second_column_with_a_long_name > 0
-- hazard: rewrite-table: the_table_with_a_name_that_is_almost_as_long_as_it_can_be is written again to look at every row
ALTER TABLE `the_table_with_a_name_that_is_almost_as_long_as_it_can_be`
  ADD COLUMN `the_third_column_with_a_long_name_ä` int,
  ADD UNIQUE KEY `the_table_with_a_name_that_is_the_second_column_with_a_long_key` (`the_second_column_with_a_long_name`),
  ADD CONSTRAINT `the_table_with_a_name_that_i_the_second_column_with_a_lon_check` CHECK (the_second_column_with_a_long_name > 0),
  ADD KEY `the_table_with_a_name_that_is_the_second_column_with_a_long_idx` (`the_second_column_with_a_long_name`),
  ADD KEY `the_table_with_a_name_that_is_the_third_column_with_a_long__idx` (`the_third_column_with_a_long_name_ä`);

-- hazard: rewrite-table: the_table_with_a_name_that_is_almost_as_long_as_it_can_be is written again to look for the parent of every row
ALTER TABLE `the_table_with_a_name_that_is_almost_as_long_as_it_can_be` ADD CONSTRAINT `the_table_with_a_name_that_is_the_third_column_with_a_long_fkey` FOREIGN KEY (`the_third_column_with_a_long_name_ä`) REFERENCES `the_table_with_a_name_that_is_almost_as_long_as_it_can_be` (`the_first_column_with_a_long_name`);
