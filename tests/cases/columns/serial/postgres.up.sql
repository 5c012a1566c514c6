CREATE SEQUENCE "users_id_seq" AS integer OWNED BY "users"."id";
ALTER TABLE "users" ALTER COLUMN "id" SET DEFAULT nextval('"users_id_seq"');

-- hazard: change-identity: users.id goes on after its highest value
SELECT setval(pg_get_serial_sequence('"users"', 'id'), greatest(max("id"), 1), coalesce(max("id") >= 1, false)) FROM "users";

ALTER TABLE "users" ALTER COLUMN "number" DROP DEFAULT;

DROP SEQUENCE "users_number_seq";

-- hazard: rewrite-table: users.rank is written again as bigint
ALTER TABLE "users" ALTER COLUMN "rank" TYPE bigint;

ALTER SEQUENCE "users_rank_seq" AS bigint;

-- hazard: rewrite-table: users.extra gets a value of its own in every row
ALTER TABLE "users" ADD COLUMN "extra" serial NOT NULL;
