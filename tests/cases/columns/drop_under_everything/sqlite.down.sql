-- The data of column users.code does not come back: only its structure does.

PRAGMA foreign_keys = OFF;

-- hazard: add-unique: users (code, name) must be unique
-- hazard: add-check: users must satisfy code is not null or name is not null
-- users is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "users_new" (
  "id" int NOT NULL,
  "code" int,
  "name" text,
  PRIMARY KEY ("id"),
  CONSTRAINT "users_code" UNIQUE ("code"),
  CONSTRAINT "users_both" UNIQUE ("code", "name"),
  CONSTRAINT "users_code_positive" CHECK (code > 0),
  CONSTRAINT "users_either" CHECK (code is not null or name is not null)
);
INSERT INTO "users_new" ("rowid", "id", "name")
  SELECT rowid, "id", "name" FROM "users";
DROP TABLE "users";
ALTER TABLE "users_new" RENAME TO "users";
CREATE INDEX "users_sum" ON "users" (code + id);
CREATE INDEX "users_part" ON "users" ("name") WHERE code > 5;
PRAGMA legacy_alter_table = OFF;

-- hazard: add-foreign-key: posts (user_code) must refer to rows of users
-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "id" int NOT NULL,
  "user_code" int,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("user_code") REFERENCES "users" ("code")
);
INSERT INTO "posts_new" ("rowid", "id", "user_code")
  SELECT rowid, "id", "user_code" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
PRAGMA legacy_alter_table = OFF;

CREATE VIEW "codes" AS
select code from users;

CREATE VIEW "doubled" AS
select code * 2 as double_code from codes;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
