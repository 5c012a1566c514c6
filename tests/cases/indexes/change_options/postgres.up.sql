-- schemac:allow add-unique

DROP INDEX "users_method";

DROP INDEX "users_include";

DROP INDEX "users_unique";

-- hazard: block-writes: users takes no writes while users_method is built
CREATE INDEX "users_method" ON "users" USING "hash" ("name");

-- hazard: block-writes: users takes no writes while users_include is built
CREATE INDEX "users_include" ON "users" ("name");

-- hazard: add-unique: users (born) must be unique
-- hazard: block-writes: users takes no writes while users_unique is built
CREATE UNIQUE INDEX "users_unique" ON "users" ("born");

COMMENT ON INDEX "users_storage" IS 'b';

ALTER INDEX "users_storage" SET ("fillfactor"='70');
ALTER INDEX "users_storage" RESET ("deduplicate_items");
