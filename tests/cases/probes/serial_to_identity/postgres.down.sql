ALTER TABLE "users" ALTER COLUMN "id" DROP IDENTITY;

CREATE SEQUENCE "users_id_seq" AS integer OWNED BY "users"."id";
ALTER TABLE "users" ALTER COLUMN "id" SET DEFAULT nextval('"users_id_seq"');

-- hazard: change-identity: users.id goes on after its highest value
SELECT setval(pg_get_serial_sequence('"users"', 'id'), coalesce(max("id"), 1), max("id") IS NOT NULL) FROM "users";

ALTER TABLE "posts" ALTER COLUMN "id" DROP IDENTITY;

CREATE SEQUENCE "posts_id_seq" OWNED BY "posts"."id";
ALTER TABLE "posts" ALTER COLUMN "id" SET DEFAULT nextval('"posts_id_seq"');

-- hazard: change-identity: posts.id goes on after its highest value
SELECT setval(pg_get_serial_sequence('"posts"', 'id'), coalesce(max("id"), 1), max("id") IS NOT NULL) FROM "posts";
