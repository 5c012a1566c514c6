-- schemac:allow add-check

PRAGMA foreign_keys = OFF;

DROP INDEX "posts_user";
CREATE INDEX "posts_by_user" ON "posts" ("user_id");

-- hazard: add-check: posts must satisfy id < 10
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "user_id" int NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "posts_couple" UNIQUE ("id", "user_id"),
  CONSTRAINT "posts_positive" CHECK (id > 0),
  CONSTRAINT "posts_smallest" CHECK (id < 10),
  CONSTRAINT "posts_writer" FOREIGN KEY ("user_id") REFERENCES "users"
);
INSERT INTO "posts_new" ("rowid", "id", "user_id")
  SELECT rowid, "id", "user_id" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
CREATE INDEX "posts_by_user" ON "posts" ("user_id");
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
