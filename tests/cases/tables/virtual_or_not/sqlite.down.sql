-- The data of column words.text does not come back: only its structure does.

PRAGMA foreign_keys = OFF;

-- hazard: add-not-null: words.text is NOT NULL and has no default
-- words is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "words_new" (
  "text" text NOT NULL
);
INSERT INTO "words_new" ("rowid")
  SELECT rowid FROM "words";
DROP TABLE "words";
ALTER TABLE "words_new" RENAME TO "words";
PRAGMA legacy_alter_table = OFF;

-- hazard: drop-table: table search is dropped
DROP TABLE "search";

CREATE VIRTUAL TABLE "search" USING fts4(text);

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
