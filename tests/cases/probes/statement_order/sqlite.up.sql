PRAGMA foreign_keys = OFF;

-- logs is made anew under another name, filled, and put in the old one's place.
PRAGMA legacy_alter_table = ON;
CREATE TABLE "logs_new" (
  "id" int NOT NULL,
  "link_id" int,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("link_id") REFERENCES "a_links"
);
INSERT INTO "logs_new" ("id")
  SELECT "id" FROM "logs";
DROP TABLE "logs";
ALTER TABLE "logs_new" RENAME TO "logs";
PRAGMA legacy_alter_table = OFF;

CREATE TABLE "a_links" (
  "id" int NOT NULL,
  "z_id" int NOT NULL,
  PRIMARY KEY ("id"),
  FOREIGN KEY ("z_id") REFERENCES "z_scores" ("code")
);

CREATE TABLE "z_scores" (
  "id" int NOT NULL,
  "code" int NOT NULL,
  "kind" text NOT NULL DEFAULT 'a',
  "score" int NOT NULL,
  PRIMARY KEY ("id"),
  UNIQUE ("code"),
  CHECK (kind IN ('a', 'b')),
  CHECK (score > 0)
);

CREATE VIEW "b_scores" AS
select score from z_scores where kind = 'a';

CREATE VIEW "a_totals" AS
select count(*) as n from b_scores;

PRAGMA foreign_key_check;

PRAGMA foreign_keys = ON;
