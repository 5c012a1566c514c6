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

ALTER TABLE "logs" ADD COLUMN "link_id" int REFERENCES "a_links";

CREATE VIEW "b_scores" AS
select score from z_scores where kind = 'a';

CREATE VIEW "a_totals" AS
select count(*) as n from b_scores;
