ALTER TABLE "users" ALTER COLUMN "id" ADD GENERATED ALWAYS AS IDENTITY;

-- hazard: change-identity: users.id goes on after its highest value
SELECT setval(pg_get_serial_sequence('"users"', 'id'), greatest(max("id"), 1), coalesce(max("id") >= 1, false)) FROM "users";
