ALTER TABLE "users" ALTER COLUMN "id" ADD GENERATED ALWAYS AS IDENTITY (START WITH 1000 MINVALUE 100);

-- hazard: change-identity: users.id goes on after its highest value
SELECT setval(pg_get_serial_sequence('"users"', 'id'), greatest(max("id"), 1000), coalesce(max("id") >= 1000, false)) FROM "users";

ALTER TABLE "debts" ALTER COLUMN "id" ADD GENERATED ALWAYS AS IDENTITY (INCREMENT BY -1);

-- hazard: change-identity: debts.id goes on after its highest value
SELECT setval(pg_get_serial_sequence('"debts"', 'id'), least(min("id"), -1), coalesce(min("id") <= -1, false)) FROM "debts";
