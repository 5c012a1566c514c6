ALTER TABLE "users" RENAME TO "people";

ALTER TABLE "people" RENAME COLUMN "name" TO "full_name";

DROP INDEX "users_name_idx";
CREATE INDEX "people_full_name_idx" ON "people" ("full_name");

DROP VIEW "user_names";

CREATE VIEW "user_names" AS
select id, full_name as name from people;
