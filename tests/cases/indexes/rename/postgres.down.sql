ALTER INDEX "users_by_name" RENAME TO "users_name";

ALTER INDEX "users_by_city" RENAME TO "users_city";

DROP INDEX "users_city";

-- hazard: block-writes: users takes no writes while users_city is built
CREATE INDEX "users_city" ON "users" ((lower(city)));
