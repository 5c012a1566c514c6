DROP INDEX "users_born_idx";

DROP INDEX "users_lower";

DROP INDEX "users_some";

DROP INDEX "users_city";

DROP INDEX "users_data";

DROP INDEX "users_trgm";

DROP INDEX "users_cover";

DROP INDEX "users_one";

DROP INDEX "users_hash";
