-- schemac:allow add-unique

-- hazard: block-writes: users takes no writes while users_name_idx is built
CREATE INDEX "users_name_idx" ON "users" ("name");

-- hazard: block-writes: users takes no writes while users_born_idx is built
CREATE INDEX "users_born_idx" ON "users" ("born" DESC);

-- hazard: block-writes: users takes no writes while users_lower is built
CREATE INDEX "users_lower" ON "users" ((lower(name)), "city");

-- hazard: block-writes: users takes no writes while users_some is built
CREATE INDEX "users_some" ON "users" ("name") WHERE born is not null and city <> '';

-- hazard: block-writes: users takes no writes while users_city is built
CREATE INDEX "users_city" ON "users" ("city" COLLATE "C", "name" DESC);

-- hazard: add-unique: users (born) must be unique
-- hazard: block-writes: users takes no writes while users_one is built
CREATE UNIQUE INDEX "users_one" ON "users" ("born");
