PRAGMA foreign_keys = OFF;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" integer NOT NULL,
  "email" text NOT NULL,
  PRIMARY KEY ("id")
);
INSERT INTO "users_new" ("id", "email")
  SELECT "id", "email" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
