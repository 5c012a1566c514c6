-- schemac:allow drop-enum-value

PRAGMA foreign_keys = OFF;

-- hazard: drop-enum-value: users.kind loses c
-- hazard: drop-enum-value: users.mood loses z
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "kind" text NOT NULL DEFAULT 'a',
  "mood" text NOT NULL,
  "was" text NOT NULL,
  PRIMARY KEY ("id"),
  CHECK (kind IN ('a', 'b')),
  CHECK (mood IN ('x', 'y')),
  CHECK (was IN ('old'))
);
INSERT INTO "users_new" ("rowid", "id", "kind", "mood", "was")
  SELECT rowid, "id", "kind", "mood", "was" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
