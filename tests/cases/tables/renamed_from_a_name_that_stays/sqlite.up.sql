ALTER TABLE "people" RENAME TO "authors";

CREATE TABLE "people" (
  "id" int NOT NULL,
  "email" text NOT NULL,
  PRIMARY KEY ("id"),
  UNIQUE ("email")
);
