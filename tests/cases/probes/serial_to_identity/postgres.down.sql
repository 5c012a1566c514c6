ALTER TABLE "users" ALTER COLUMN "id" DROP IDENTITY;

CREATE SEQUENCE "users_id_seq" AS integer OWNED BY "users"."id";
ALTER TABLE "users" ALTER COLUMN "id" SET DEFAULT nextval('"users_id_seq"');

-- hazard: change-identity: users.id goes on after its highest value
SELECT setval(pg_get_serial_sequence('"users"', 'id'), greatest(max("id"), 1), coalesce(max("id") >= 1, false)) FROM "users";

ALTER TABLE "posts" ALTER COLUMN "id" DROP IDENTITY;

CREATE SEQUENCE "posts_id_seq" OWNED BY "posts"."id";
ALTER TABLE "posts" ALTER COLUMN "id" SET DEFAULT nextval('"posts_id_seq"');

-- hazard: change-identity: posts.id goes on after its highest value
SELECT setval(pg_get_serial_sequence('"posts"', 'id'), greatest(max("id"), 1), coalesce(max("id") >= 1, false)) FROM "posts";
