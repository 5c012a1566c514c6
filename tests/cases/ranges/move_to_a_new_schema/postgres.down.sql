ALTER TYPE "shop"."other2" SET SCHEMA "public";

ALTER TYPE "other2" RENAME TO "other";

ALTER TYPE "shop"."spans" SET SCHEMA "public";

ALTER TYPE "shop"."span" SET SCHEMA "public";

ALTER TYPE "shop"."span_multirange" SET SCHEMA "public";

-- hazard: drop-schema: schema shop is dropped
DROP SCHEMA "shop";
