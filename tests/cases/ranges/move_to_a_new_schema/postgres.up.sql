CREATE SCHEMA "shop";

ALTER TYPE "span" SET SCHEMA "shop";

ALTER TYPE "span_multirange" SET SCHEMA "shop";

ALTER TYPE "other" SET SCHEMA "shop";

ALTER TYPE "shop"."other" RENAME TO "other2";

ALTER TYPE "spans" SET SCHEMA "shop";
