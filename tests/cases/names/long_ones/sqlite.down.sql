PRAGMA foreign_keys = OFF;

-- hazard: drop-column: column the_table_with_a_name_that_is_almost_as_long_as_it_can_be.the_third_column_with_a_long_name_ä is dropped
-- the_table_with_a_name_that_is_almost_as_long_as_it_can_be is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "the_table_with_a_name_that_is_almost_as_long_as_it_can_be_new" (
  "the_first_column_with_a_long_name" int NOT NULL,
  "the_second_column_with_a_long_name" int NOT NULL,
  PRIMARY KEY ("the_first_column_with_a_long_name")
);
INSERT INTO "the_table_with_a_name_that_is_almost_as_long_as_it_can_be_new" ("rowid", "the_first_column_with_a_long_name", "the_second_column_with_a_long_name")
  SELECT rowid, "the_first_column_with_a_long_name", "the_second_column_with_a_long_name" FROM "the_table_with_a_name_that_is_almost_as_long_as_it_can_be";
DROP TABLE "the_table_with_a_name_that_is_almost_as_long_as_it_can_be";
ALTER TABLE "the_table_with_a_name_that_is_almost_as_long_as_it_can_be_new" RENAME TO "the_table_with_a_name_that_is_almost_as_long_as_it_can_be";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
