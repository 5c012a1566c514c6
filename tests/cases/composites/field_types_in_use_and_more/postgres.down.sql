-- hazard: drop-column: the values of size are converted, and lose d
ALTER TYPE "size" RENAME TO "size_old";

CREATE TYPE "size" AS (
  "a" integer,
  "b" integer,
  "c" text
);

ALTER TABLE "items"
  ALTER COLUMN "size" TYPE "size" USING CASE WHEN "size" IS DISTINCT FROM NULL THEN ROW(("size")."a"::text::integer, NULL::integer, ("size")."c"::text::text)::"size" END;

DROP TYPE "size_old";
