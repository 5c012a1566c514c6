-- schemac:allow add-foreign-key

ALTER TABLE "posts" DROP CONSTRAINT "posts_user_id_fkey";

COMMENT ON COLUMN "posts"."user_id" IS NULL;

-- hazard: add-foreign-key: posts (editor_id) must refer to rows of users
ALTER TABLE "posts"
  ADD CONSTRAINT "posts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" NOT VALID,
  VALIDATE CONSTRAINT "posts_editor_id_fkey";

COMMENT ON CONSTRAINT "posts_editor_id_fkey" ON "posts" IS 'Now.';
