COMMENT ON CONSTRAINT "users_pkey" ON "users" IS '1';

COMMENT ON CONSTRAINT "users_age" ON "users" IS '2';

COMMENT ON CONSTRAINT "users_self" ON "users" IS '4';

COMMENT ON CONSTRAINT "users_a" ON "users" IS '3';

COMMENT ON INDEX "users_idx" IS '5';

COMMENT ON VIEW "ages" IS '6';
