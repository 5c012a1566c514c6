ALTER TABLE "users"
  ADD COLUMN "bio" text,
  ADD COLUMN "born" date;

ALTER TABLE "posts"
  ADD COLUMN "editor_id" integer,
  ADD CONSTRAINT "posts_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "users";
