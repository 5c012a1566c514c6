ALTER TABLE "people" RENAME TO "authors";

ALTER TABLE "authors" RENAME CONSTRAINT "people_pkey" TO "authors_pkey";

CREATE TABLE "people" (
  "id" integer NOT NULL,
  "email" text NOT NULL,
  CONSTRAINT "people_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "people_email_key" UNIQUE ("email")
);
