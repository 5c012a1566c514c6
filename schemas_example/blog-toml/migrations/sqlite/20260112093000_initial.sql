CREATE TABLE "authors" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "email" varchar(254) NOT NULL,
  "name" text NOT NULL,
  "homepage" text,
  "created_at" text NOT NULL DEFAULT current_timestamp,
  UNIQUE ("email")
);

CREATE TABLE "posts" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "author_id" bigint NOT NULL,
  "headline" varchar(120) NOT NULL,
  "body" text NOT NULL DEFAULT '',
  "status" text NOT NULL DEFAULT 'draft',
  "rating" decimal(3,2),
  "created_at" text NOT NULL DEFAULT current_timestamp,
  CHECK (rating between 0 and 5),
  CHECK (status IN ('draft', 'published')),
  FOREIGN KEY ("author_id") REFERENCES "authors" ON DELETE CASCADE
);

CREATE INDEX "posts_author_id_idx" ON "posts" ("author_id");
