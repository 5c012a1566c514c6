DROP VIEW "sorted";

DROP INDEX "words_id";

-- hazard: rewrite-table: indexes on columns with plain are built again
ALTER COLLATION "plain" RENAME TO "plain_old";

ALTER DOMAIN "label" RENAME TO "label_old";

CREATE COLLATION "plain" (LOCALE = 'POSIX');
COMMENT ON COLLATION "plain" IS 'Bytes.';

CREATE DOMAIN "label" AS text COLLATE "plain";

ALTER TABLE "words"
  ALTER COLUMN "word" DROP DEFAULT,
  ALTER COLUMN "word" TYPE text COLLATE "plain",
  ALTER COLUMN "word" SET DEFAULT 'a';
ALTER TABLE "words"
  ALTER COLUMN "label" TYPE "label" USING "label"::text::"label";

DROP DOMAIN "label_old";

DROP COLLATION "plain_old";

-- hazard: rewrite-table: indexes on columns with mixed are built again
ALTER COLLATION "mixed" RENAME TO "mixed_old";

CREATE COLLATION "mixed" (LC_COLLATE = 'POSIX', LC_CTYPE = 'C');

DROP COLLATION "mixed_old";

-- hazard: block-writes: words takes no writes while words_id is built
CREATE INDEX "words_id" ON "words" ((lower(word)), "word" COLLATE "plain");

CREATE VIEW "sorted" AS
select word from words order by word;
