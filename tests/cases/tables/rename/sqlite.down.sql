ALTER TABLE "people" RENAME TO "users";

DROP INDEX "people_name_idx";
CREATE INDEX "users_name_idx" ON "users" ("name");
