-- schemac:allow narrow-column

drop cast (users as text);

DROP FUNCTION "user_name"("users");

-- hazard: narrow-column: users.name becomes varchar(50) and may hold values that do not fit
-- hazard: rewrite-table: users.name is written again as varchar(50)
ALTER TABLE "users" ALTER COLUMN "name" TYPE varchar(50);

CREATE FUNCTION "user_name"("one" "users") RETURNS text
LANGUAGE "sql"
return (one).name;

create cast (users as text) with function user_name(users) as assignment;
