DROP VIEW "codes";

ALTER TABLE "items" DROP CONSTRAINT "items_code";

-- hazard: convert-column: the values of code become integer
ALTER DOMAIN "code" RENAME TO "code_old";

CREATE DOMAIN "code" AS integer
  CONSTRAINT "code_check" CHECK (value > 0);

COMMENT ON DOMAIN "code" IS 'Digits.';

ALTER TABLE "items"
  ALTER COLUMN "code" DROP DEFAULT,
  ALTER COLUMN "code" TYPE "code" USING "code"::text::"code",
  ALTER COLUMN "code" SET DEFAULT 7;
ALTER TABLE "items"
  ALTER COLUMN "codes" TYPE "code"[] USING "codes"::text[]::"code"[];

DROP DOMAIN "code_old";

-- hazard: convert-column: the values of word become text
ALTER DOMAIN "word" RENAME TO "word_old";

CREATE DOMAIN "word" AS text;

ALTER TABLE "items"
  ALTER COLUMN "word" TYPE "word" USING "word"::text::"word";

DROP DOMAIN "word_old";

ALTER TABLE "items" ADD CONSTRAINT "items_code" CHECK (code < 1000);

CREATE VIEW "codes" AS
select code from items;
