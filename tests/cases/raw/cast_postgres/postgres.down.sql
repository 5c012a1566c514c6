drop cast (users as text);

DROP FUNCTION "user_name"("users");

ALTER TABLE "users" ALTER COLUMN "name" TYPE text;

CREATE FUNCTION "user_name"("one" "users") RETURNS text
LANGUAGE "sql"
return (one).name;

create cast (users as text) with function user_name(users);
