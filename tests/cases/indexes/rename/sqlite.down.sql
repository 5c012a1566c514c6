DROP INDEX "users_by_name";
CREATE UNIQUE INDEX "users_name" ON "users" ("name") WHERE city <> '';

DROP INDEX "users_by_city";
CREATE INDEX "users_city" ON "users" (upper(city));

DROP INDEX "users_city";

CREATE INDEX "users_city" ON "users" (lower(city));
