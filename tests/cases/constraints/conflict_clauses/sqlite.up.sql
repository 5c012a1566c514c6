PRAGMA foreign_keys = OFF;

-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" integer NOT NULL,
  "email" text NOT NULL,
  "name" text NOT NULL ON CONFLICT REPLACE DEFAULT 'none',
  "nick" text CONSTRAINT "nick_is_there" NOT NULL,
  CONSTRAINT "users_id" PRIMARY KEY ("id") ON CONFLICT REPLACE,
  UNIQUE ("email") ON CONFLICT REPLACE,
  UNIQUE ("name")
);
INSERT OR ABORT INTO "users_new" ("id", "email", "name", "nick")
  SELECT "id", "email", "name", "nick" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
PRAGMA legacy_alter_table = OFF;

-- tags is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "tags_new" (
  "tag" text NOT NULL,
  "note" text,
  PRIMARY KEY ("tag") ON CONFLICT REPLACE
);
INSERT OR ABORT INTO "tags_new" ("rowid", "tag", "note")
  SELECT rowid, "tag", "note" FROM "tags";
DROP TABLE "tags";
ALTER TABLE "tags_new" RENAME TO "tags";
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
