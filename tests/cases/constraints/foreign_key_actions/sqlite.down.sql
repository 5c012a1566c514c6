PRAGMA foreign_keys = OFF;

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "a" int NOT NULL,
  "b" int NOT NULL,
  "c" int NOT NULL DEFAULT 1,
  "d" int,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("a") REFERENCES "users",
  FOREIGN KEY ("b") REFERENCES "users" ON DELETE RESTRICT,
  FOREIGN KEY ("c") REFERENCES "users" ON DELETE CASCADE,
  FOREIGN KEY ("d") REFERENCES "users" ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "posts_new" ("rowid", "id", "a", "b", "c", "d")
  SELECT rowid, "id", "a", "b", "c", "d" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
