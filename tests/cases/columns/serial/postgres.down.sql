ALTER TABLE "users" ALTER COLUMN "id" DROP DEFAULT;

DROP SEQUENCE "users_id_seq";

CREATE SEQUENCE "users_number_seq" AS integer OWNED BY "users"."number";
ALTER TABLE "users" ALTER COLUMN "number" SET DEFAULT nextval('"users_number_seq"');

-- hazard: change-identity: users.number goes on after its highest value
SELECT setval(pg_get_serial_sequence('"users"', 'number'), greatest(max("number"), 1), coalesce(max("number") >= 1, false)) FROM "users";

-- hazard: narrow-column: users.rank becomes smallint and may hold values that do not fit
-- hazard: rewrite-table: users.rank is written again as smallint
ALTER TABLE "users" ALTER COLUMN "rank" TYPE smallint;

ALTER SEQUENCE "users_rank_seq" AS smallint;

-- hazard: drop-column: column users.extra is dropped
ALTER TABLE "users" DROP COLUMN "extra";
