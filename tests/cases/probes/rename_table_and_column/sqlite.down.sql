ALTER TABLE "people" RENAME TO "users";

ALTER TABLE "users" RENAME COLUMN "full_name" TO "name";

DROP INDEX "people_full_name_idx";
CREATE INDEX "users_name_idx" ON "users" ("name");

DROP VIEW "user_names";

CREATE VIEW "user_names" AS
select id, name from users;
