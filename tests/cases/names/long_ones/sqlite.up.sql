-- schemac:allow add-unique
-- schemac:allow add-check

PRAGMA foreign_keys = OFF;

-- hazard: add-unique: the_table_with_a_name_that_is_almost_as_long_as_it_can_be (the_second_column_with_a_long_name) must be unique
-- hazard: add-check: the_table_with_a_name_that_is_almost_as_long_as_it_can_be must satisfy the_second_column_with_a_long_name > 0
-- the_table_with_a_name_that_is_almost_as_long_as_it_can_be is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "the_table_with_a_name_that_is_almost_as_long_as_it_can_be_new" (
  "the_first_column_with_a_long_name" int NOT NULL,
  "the_second_column_with_a_long_name" int NOT NULL,
  "the_third_column_with_a_long_name_ä" int,
  PRIMARY KEY ("the_first_column_with_a_long_name"),
  UNIQUE ("the_second_column_with_a_long_name"),
  CHECK (the_second_column_with_a_long_name > 0),
  FOREIGN KEY ("the_third_column_with_a_long_name_ä") REFERENCES "the_table_with_a_name_that_is_almost_as_long_as_it_can_be"
);
INSERT INTO "the_table_with_a_name_that_is_almost_as_long_as_it_can_be_new" ("rowid", "the_first_column_with_a_long_name", "the_second_column_with_a_long_name")
  SELECT rowid, "the_first_column_with_a_long_name", "the_second_column_with_a_long_name" FROM "the_table_with_a_name_that_is_almost_as_long_as_it_can_be";
DROP TABLE "the_table_with_a_name_that_is_almost_as_long_as_it_can_be";
ALTER TABLE "the_table_with_a_name_that_is_almost_as_long_as_it_can_be_new" RENAME TO "the_table_with_a_name_that_is_almost_as_long_as_it_can_be";
CREATE INDEX "the_table_with_a_name_that_is_the_second_column_with_a_long_idx" ON "the_table_with_a_name_that_is_almost_as_long_as_it_can_be" ("the_second_column_with_a_long_name");
CREATE INDEX "the_table_with_a_name_that_is_the_third_column_with_a_long__idx" ON "the_table_with_a_name_that_is_almost_as_long_as_it_can_be" ("the_third_column_with_a_long_name_ä");
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
