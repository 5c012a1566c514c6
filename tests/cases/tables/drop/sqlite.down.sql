-- The data of table posts does not come back: only its structure does.
-- The data of table comments does not come back: only its structure does.

PRAGMA foreign_keys = OFF;

-- hazard: add-foreign-key: logs (post_id) must refer to rows of posts
-- logs is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "logs_new" (
  "id" int NOT NULL,
  "post_id" bigint,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("post_id") REFERENCES "posts"
);
INSERT INTO "logs_new" ("rowid", "id", "post_id")
  SELECT rowid, "id", "post_id" FROM "logs";
DROP TABLE "logs";
ALTER TABLE "logs_new" RENAME TO "logs";
PRAGMA legacy_alter_table = OFF;

CREATE TABLE "posts" (
  "id" bigint NOT NULL,
  "title" text NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "comments" (
  "id" bigint NOT NULL,
  "post_id" bigint NOT NULL,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("post_id") REFERENCES "posts" ON DELETE CASCADE
);

CREATE INDEX "posts_title_idx" ON "posts" ("title");

CREATE VIEW "titles" AS
select title from posts;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
