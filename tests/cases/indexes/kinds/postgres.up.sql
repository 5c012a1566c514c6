-- schemac:allow add-unique

-- hazard: block-writes: users takes no writes while users_born_idx is built
CREATE INDEX "users_born_idx" ON "users" ("born" DESC NULLS LAST);

-- hazard: block-writes: users takes no writes while users_lower is built
CREATE INDEX "users_lower" ON "users" ((lower(name)), ((data ->> 'a')), "city");

-- hazard: block-writes: users takes no writes while users_some is built
CREATE INDEX "users_some" ON "users" ("name") WHERE born is not null and city <> '';

-- hazard: block-writes: users takes no writes while users_city is built
CREATE INDEX "users_city" ON "users" ("city" COLLATE "C", "name" DESC);

-- hazard: block-writes: users takes no writes while users_data is built
CREATE INDEX "users_data" ON "users" USING "gin" ("data");

-- hazard: block-writes: users takes no writes while users_trgm is built
CREATE INDEX "users_trgm" ON "users" USING "gin" ("name" "gin_trgm_ops") WITH ("fastupdate"='false');

-- hazard: block-writes: users takes no writes while users_cover is built
CREATE INDEX "users_cover" ON "users" ("name") INCLUDE ("city", "born");

-- hazard: add-unique: users (born) must be unique
-- hazard: block-writes: users takes no writes while users_one is built
CREATE UNIQUE INDEX "users_one" ON "users" ("born");

-- hazard: block-writes: users takes no writes while users_hash is built
CREATE INDEX "users_hash" ON "users" USING "hash" ("city");
COMMENT ON INDEX "users_hash" IS 'Equality only.';
