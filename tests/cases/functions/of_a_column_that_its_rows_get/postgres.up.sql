ALTER TABLE "users" ADD COLUMN "age" integer;

CREATE FUNCTION "age_of"("who" "users") RETURNS integer
LANGUAGE "sql"
STABLE
return (who).age;
