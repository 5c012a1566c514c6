DROP INDEX "users_name_idx";

DROP INDEX "users_born_idx";

DROP INDEX "users_lower";

DROP INDEX "users_some";

DROP INDEX "users_city";

DROP INDEX "users_one";
