CREATE TABLE "owners" (
  "tag" text
);

CREATE TABLE "persons" (
  "id" serial NOT NULL,
  "name" text NOT NULL,
  "level" integer DEFAULT 5
);

ALTER TABLE "persons" ALTER COLUMN "name" SET STATISTICS 100;

CREATE TABLE "employees" (
  "boss" integer
) INHERITS ("persons", "owners");

ALTER TABLE "employees"
  ADD CONSTRAINT "employees_pkey" PRIMARY KEY ("id"),
  ADD CONSTRAINT "employees_boss_fkey" FOREIGN KEY ("boss") REFERENCES "employees",
  ALTER COLUMN "tag" SET STORAGE MAIN,
  ALTER COLUMN "name" SET STATISTICS 100;

CREATE TABLE "visitors" (
  "id" integer DEFAULT NULL NOT NULL,
  "level" integer DEFAULT NULL
) INHERITS ("persons");

CREATE TABLE "clerks" (
) INHERITS ("employees");

ALTER TABLE "clerks" ALTER COLUMN "name" SET STATISTICS 10;
