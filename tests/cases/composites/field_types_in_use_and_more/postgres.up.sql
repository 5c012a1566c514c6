-- schemac:allow drop-column

-- hazard: drop-column: the values of size are converted, and lose b
ALTER TYPE "size" RENAME TO "size_old";

CREATE TYPE "size" AS (
  "d" integer,
  "c" text,
  "a" bigint
);

ALTER TABLE "items"
  ALTER COLUMN "size" TYPE "size" USING CASE WHEN "size" IS DISTINCT FROM NULL THEN ROW(NULL::integer, ("size")."c"::text::text, ("size")."a"::text::bigint)::"size" END;

DROP TYPE "size_old";
