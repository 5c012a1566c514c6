ALTER TABLE "posts" DROP CONSTRAINT "posts_editor_id_fkey";

COMMENT ON COLUMN "posts"."user_id" IS 'Who';

-- hazard: add-foreign-key: posts (user_id) must refer to rows of users
ALTER TABLE "posts" VALIDATE CONSTRAINT "posts_user_id_fkey";

ALTER TABLE "posts" ADD CONSTRAINT "posts_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "users" NOT VALID;
COMMENT ON CONSTRAINT "posts_editor_id_fkey" ON "posts" IS 'Later.';
