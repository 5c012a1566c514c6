CREATE TABLE "comments" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "post_id" bigint NOT NULL,
  "created_at" text NOT NULL DEFAULT current_timestamp,
  CONSTRAINT "created_early" CHECK (created_at > '2000-01-01'),
  FOREIGN KEY ("post_id") REFERENCES "posts" ON DELETE CASCADE
);

ALTER TABLE "logs" ADD COLUMN "post_id" bigint REFERENCES "posts";

CREATE INDEX "comments_post_id_idx" ON "comments" ("post_id");

CREATE INDEX "comments_created_at_idx" ON "comments" ("created_at");

CREATE TABLE "posts" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "slug" text NOT NULL,
  "status" text NOT NULL DEFAULT 'draft',
  "words" int GENERATED ALWAYS AS (length(slug)) STORED,
  "created_at" text NOT NULL DEFAULT current_timestamp,
  UNIQUE ("slug"),
  CHECK (slug <> ''),
  CONSTRAINT "created_early" CHECK (created_at > '2000-01-01'),
  CHECK (status IN ('draft', 'published'))
);

CREATE INDEX "posts_created_at_idx" ON "posts" ("created_at");

CREATE VIEW "published" AS
select id, slug from posts where status = 'published';
