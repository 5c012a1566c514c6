ALTER TABLE `the_table_with_a_name_that_is_almost_as_long_as_it_can_be`
  DROP INDEX `the_table_with_a_name_that_is_the_second_column_with_a_long_key`,
  LOCK=NONE;

ALTER TABLE `the_table_with_a_name_that_is_almost_as_long_as_it_can_be` DROP FOREIGN KEY `the_table_with_a_name_that_is_the_third_column_with_a_long_fkey`;

-- hazard: drop-column: column the_table_with_a_name_that_is_almost_as_long_as_it_can_be.the_third_column_with_a_long_name_ä is dropped
ALTER TABLE `the_table_with_a_name_that_is_almost_as_long_as_it_can_be`
  DROP CONSTRAINT `the_table_with_a_name_that_i_the_second_column_with_a_lon_check`,
  DROP INDEX `the_table_with_a_name_that_is_the_second_column_with_a_long_idx`,
  DROP INDEX `the_table_with_a_name_that_is_the_third_column_with_a_long__idx`,
  DROP COLUMN `the_third_column_with_a_long_name_ä`,
  LOCK=NONE;
