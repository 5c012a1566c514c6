CREATE TABLE "other" (
  "id" bigint NOT NULL
);
