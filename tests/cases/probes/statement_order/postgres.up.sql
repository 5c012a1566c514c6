CREATE TYPE "kind" AS ENUM ('a', 'b');

CREATE DOMAIN "score" AS integer
  CONSTRAINT "score_check" CHECK (value > 0);

CREATE TABLE "z_scores" (
  "id" integer NOT NULL,
  "code" integer NOT NULL,
  "kind" "kind" DEFAULT 'a' NOT NULL,
  "score" "score" NOT NULL,
  CONSTRAINT "z_scores_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "z_scores_code_key" UNIQUE ("code")
);

CREATE TABLE "a_links" (
  "id" integer NOT NULL,
  "z_id" integer NOT NULL,
  CONSTRAINT "a_links_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "a_links_z_id_fkey" FOREIGN KEY ("z_id") REFERENCES "z_scores" ("code")
);

ALTER TABLE "logs"
  ADD COLUMN "link_id" integer,
  ADD CONSTRAINT "logs_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "a_links";

CREATE VIEW "b_scores" AS
select score from z_scores where kind = 'a';

CREATE VIEW "a_totals" AS
select count(*) as n from b_scores;
