-- schemac:allow add-unique

CREATE INDEX "users_name_idx" ON "users" ("name");

CREATE INDEX "users_born_idx" ON "users" ("born" DESC);

CREATE INDEX "users_lower" ON "users" (lower(name), "city");

CREATE INDEX "users_some" ON "users" ("name") WHERE born is not null and city <> '';

CREATE INDEX "users_city" ON "users" ("city" COLLATE "NOCASE", "name" DESC);

-- hazard: add-unique: users (born) must be unique
CREATE UNIQUE INDEX "users_one" ON "users" ("born");
