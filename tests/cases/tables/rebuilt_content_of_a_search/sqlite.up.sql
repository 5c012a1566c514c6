PRAGMA foreign_keys = OFF;

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "slug" text NOT NULL,
  "body" text NOT NULL DEFAULT 'none',
  PRIMARY KEY ("slug")
);
INSERT INTO "posts_new" ("rowid", "slug", "body")
  SELECT rowid, "slug", coalesce("body", 'none') FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
CREATE TRIGGER "posts_made" AFTER INSERT ON "posts"
BEGIN
insert into search (rowid, body) values (new.rowid, new.body);
END;
CREATE TRIGGER "posts_gone" AFTER DELETE ON "posts"
BEGIN
insert into search (search, rowid, body) values ('delete', old.rowid, old.body);
END;
PRAGMA legacy_alter_table = OFF;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
