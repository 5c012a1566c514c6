ALTER INDEX "users_city" RENAME TO "users_by_city";

ALTER INDEX "users_name" RENAME TO "users_by_name";

DROP INDEX "users_by_city";

-- hazard: block-writes: users takes no writes while users_by_city is built
CREATE INDEX "users_by_city" ON "users" ((upper(city)));
