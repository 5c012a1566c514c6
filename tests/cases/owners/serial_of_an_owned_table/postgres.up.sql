ALTER SEQUENCE "numbers" OWNER TO "keeper";

ALTER SEQUENCE "numbers" OWNED BY "users"."other";

CREATE SEQUENCE "users_id_seq" AS integer;
ALTER SEQUENCE "users_id_seq" OWNER TO "keeper";
ALTER SEQUENCE "users_id_seq" OWNED BY "users"."id";
ALTER TABLE "users" ALTER COLUMN "id" SET DEFAULT nextval('"users_id_seq"');

-- hazard: change-identity: users.id goes on after its highest value
SELECT setval(pg_get_serial_sequence('"users"', 'id'), greatest(max("id"), 1), coalesce(max("id") >= 1, false)) FROM "users";
