DROP COLLATION "gone";

CREATE SCHEMA "shop";

CREATE COLLATION "plain" (LOCALE = 'C');
COMMENT ON COLLATION "plain" IS 'Byte by byte.';

CREATE COLLATION "shop"."mixed" (LC_COLLATE = 'C', LC_CTYPE = 'POSIX');

CREATE TABLE "words" (
  "id" integer NOT NULL,
  "word" text COLLATE "plain" NOT NULL,
  "other" text COLLATE "shop"."mixed" NOT NULL,
  CONSTRAINT "words_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "words_word" ON "words" ("other" COLLATE "plain");
