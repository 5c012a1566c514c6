-- schemac:allow drop-table

PRAGMA foreign_keys = OFF;

ALTER TABLE "moved" RENAME TO "moved_here";

CREATE VIRTUAL TABLE "posts_search" USING fts5(title, body, content='posts', tokenize = 'porter unicode61', prefix='2 3');

-- posts is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "posts_new" (
  "title" text NOT NULL DEFAULT 'none',
  "body" text NOT NULL
);
INSERT INTO "posts_new" ("rowid", "title", "body")
  SELECT rowid, "title", "body" FROM "posts";
DROP TABLE "posts";
ALTER TABLE "posts_new" RENAME TO "posts";
CREATE TRIGGER "posts_made" AFTER INSERT ON "posts"
BEGIN
insert into posts_search (rowid, title, body) values (new.rowid, new.title, new.body);
END;
CREATE TRIGGER "posts_gone" AFTER DELETE ON "posts"
BEGIN
insert into posts_search (posts_search, rowid, title, body) values ('delete', old.rowid, old.title, old.body);
END;
PRAGMA legacy_alter_table = OFF;

CREATE VIEW "found" AS
select title from posts_search;

-- hazard: drop-table: table docs is dropped
DROP TABLE "docs";

CREATE VIRTUAL TABLE "docs" USING fts5(title, body, author unindexed);

-- hazard: drop-table: table gone is dropped
DROP TABLE "gone";

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
