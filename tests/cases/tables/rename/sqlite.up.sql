ALTER TABLE "users" RENAME TO "people";

DROP INDEX "users_name_idx";
CREATE INDEX "people_name_idx" ON "people" ("name");
