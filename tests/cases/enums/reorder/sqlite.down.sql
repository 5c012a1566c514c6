PRAGMA foreign_keys = OFF;

-- shirts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "shirts_new" (
  "id" int NOT NULL,
  "size" text NOT NULL DEFAULT 'small',
  PRIMARY KEY ("id"),
  CHECK (size IN ('small', 'large', 'medium'))
);
INSERT INTO "shirts_new" ("rowid", "id", "size")
  SELECT rowid, "id", "size" FROM "shirts";
DROP TABLE "shirts";
ALTER TABLE "shirts_new" RENAME TO "shirts";
CREATE INDEX "shirts_size_idx" ON "shirts" ("size");
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
