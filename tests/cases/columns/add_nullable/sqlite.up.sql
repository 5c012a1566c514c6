ALTER TABLE "users" ADD COLUMN "bio" text;

ALTER TABLE "users" ADD COLUMN "born" date;

ALTER TABLE "posts" ADD COLUMN "editor_id" int REFERENCES "users";
