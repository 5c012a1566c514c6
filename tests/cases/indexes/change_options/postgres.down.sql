DROP INDEX "users_method";

DROP INDEX "users_include";

DROP INDEX "users_unique";

-- hazard: block-writes: users takes no writes while users_method is built
CREATE INDEX "users_method" ON "users" ("name");

-- hazard: block-writes: users takes no writes while users_include is built
CREATE INDEX "users_include" ON "users" ("name") INCLUDE ("born");

-- hazard: block-writes: users takes no writes while users_unique is built
CREATE INDEX "users_unique" ON "users" ("born");

COMMENT ON INDEX "users_storage" IS 'a';

ALTER INDEX "users_storage" SET ("fillfactor"='80', "deduplicate_items"='false');
