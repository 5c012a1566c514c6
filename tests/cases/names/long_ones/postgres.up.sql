-- schemac:allow add-unique
-- schemac:allow add-check

-- hazard: add-unique: the_table_with_a_name_that_is_almost_as_long_as_it_can_be (the_second_column_with_a_long_name) must be unique
-- hazard: add-check: the_table_with_a_name_that_is_almost_as_long_as_it_can_be must satisfy the_second_column_with_a_long_name > 0
ALTER TABLE "the_table_with_a_name_that_is_almost_as_long_as_it_can_be"
  ADD COLUMN "the_third_column_with_a_long_name_ä" integer,
  ADD CONSTRAINT "the_table_with_a_name_that_is_the_second_column_with_a_long_key" UNIQUE ("the_second_column_with_a_long_name"),
  ADD CONSTRAINT "the_table_with_a_name_that_is_the_third_column_with_a_long_fkey" FOREIGN KEY ("the_third_column_with_a_long_name_ä") REFERENCES "the_table_with_a_name_that_is_almost_as_long_as_it_can_be",
  ADD CONSTRAINT "the_table_with_a_name_that_i_the_second_column_with_a_lon_check" CHECK (the_second_column_with_a_long_name > 0);

-- hazard: block-writes: the_table_with_a_name_that_is_almost_as_long_as_it_can_be takes no writes while the_table_with_a_name_that_is_the_second_column_with_a_long_idx is built
CREATE INDEX "the_table_with_a_name_that_is_the_second_column_with_a_long_idx" ON "the_table_with_a_name_that_is_almost_as_long_as_it_can_be" ("the_second_column_with_a_long_name");

-- hazard: block-writes: the_table_with_a_name_that_is_almost_as_long_as_it_can_be takes no writes while the_table_with_a_name_that_is_the_third_column_with_a_long__idx is built
CREATE INDEX "the_table_with_a_name_that_is_the_third_column_with_a_long__idx" ON "the_table_with_a_name_that_is_almost_as_long_as_it_can_be" ("the_third_column_with_a_long_name_ä");
