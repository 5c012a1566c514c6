DROP INDEX "users_city";
CREATE INDEX "users_by_city" ON "users" (lower(city));

DROP INDEX "users_name";
CREATE UNIQUE INDEX "users_by_name" ON "users" ("name") WHERE city <> '';

DROP INDEX "users_by_city";

CREATE INDEX "users_by_city" ON "users" (upper(city));
