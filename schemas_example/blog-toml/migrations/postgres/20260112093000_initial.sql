CREATE TYPE "post_status" AS ENUM ('draft', 'published');

CREATE TABLE "authors" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "email" varchar(254) NOT NULL,
  "name" text NOT NULL,
  "homepage" text,
  "created_at" timestamptz DEFAULT current_timestamp NOT NULL,
  CONSTRAINT "authors_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "authors_email_key" UNIQUE ("email")
);

CREATE TABLE "posts" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "author_id" bigint NOT NULL,
  "headline" varchar(120) NOT NULL,
  "body" text DEFAULT '' NOT NULL,
  "status" "post_status" DEFAULT 'draft' NOT NULL,
  "rating" numeric(3,2),
  "created_at" timestamptz DEFAULT current_timestamp NOT NULL,
  CONSTRAINT "posts_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "posts_rating_check" CHECK (rating between 0 and 5),
  CONSTRAINT "posts_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "authors" ON DELETE CASCADE
);

CREATE INDEX "posts_author_id_idx" ON "posts" ("author_id");
